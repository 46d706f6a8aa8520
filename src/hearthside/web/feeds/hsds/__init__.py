"""The addresses of Open Referral: HSDS 3.0, and its UK profile."""
