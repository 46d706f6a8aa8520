"""The laws and guides the drafts follow, each with the day it is dated."""

from __future__ import annotations

from typing import Final

from .shape import Source

READ_ON: Final = "21 November 2026"
ACT: Final = Source(
    "Online Safety Act 2023, sections 9, 10, 11, 20, 21, 23, 35 and 36",
    "Royal Assent 26 October 2023",
    "legislation.gov.uk/ukpga/2023/50",
)
RISK: Final = Source(
    "Ofcom, Risk Assessment Guidance and Risk Profiles (17 kinds of priority illegal content)",
    "16 December 2024",
    "ofcom.org.uk/online-safety/illegal-and-harmful-content",
)
CHILDREN: Final = Source(
    "Ofcom, Children's Access Assessments Guidance",
    "16 January 2025",
    "ofcom.org.uk/online-safety/protecting-children",
)
GDPR: Final = Source(
    "UK GDPR, Articles 5, 6, 9, 13, 30, 32 and 35",
    "as retained and amended",
    "legislation.gov.uk/eur/2016/679",
)
DPA: Final = Source(
    "Data Protection Act 2018, Schedule 1",
    "23 May 2018",
    "legislation.gov.uk/ukpga/2018/12",
)
ICO: Final = Source(
    "Information Commissioner, guidance on data protection impact assessments",
    "read as published",
    "ico.org.uk",
)
DCB: Final = Source(
    "NHS England, DCB0129 and DCB0160: clinical risk management of health IT",
    "Amendment 24/2018",
    "digital.nhs.uk",
)
