"""Open Referral HSDS 3.0 and its UK profile, written from what we publish."""
