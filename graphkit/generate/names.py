"""Words from which believable names are put together."""

from __future__ import annotations

from typing import Final

FIRST: Final = (
    "Ana", "Amara", "Anders", "Aiko", "Beatriz", "Chen", "Chidi", "Clara", "Daniel", "Deepa", "Elena", "Emeka",
    "Fatima", "Felix", "Grace", "Hana", "Hugo", "Ines", "Ivan", "Jamal", "Julia", "Kofi", "Lars", "Leila",
    "Lucia", "Magnus", "Maya", "Mei", "Nadia", "Noah", "Olga", "Omar", "Paula", "Priya", "Rafael", "Raj", "Rosa",
    "Samuel", "Sara", "Tomas", "Yara",
)  # fmt: skip

LAST: Final = (
    "Abbott", "Adeyemi", "Almeida", "Andersen", "Bauer", "Becker", "Bianchi", "Castro", "Chukwu", "Costa",
    "Dubois", "Evans", "Fernandez", "Fischer", "Garcia", "Gupta", "Haddad", "Hansen", "Ibrahim", "Ito", "Jansen",
    "Jones", "Kaya", "Khan", "Kowalski", "Kumar", "Larsen", "Lee", "Lopez", "Mbeki", "Meyer", "Moreau", "Murphy",
    "Nakamura", "Nguyen", "Novak", "Okafor", "Olsen", "Park", "Patel", "Petrov", "Reyes", "Rossi", "Santos",
    "Schmidt", "Silva", "Singh", "Smith", "Sato", "Tanaka", "Torres", "Varga", "Virtanen", "Walker", "Wang",
    "Weber", "Yilmaz", "Young", "Zhang",
)  # fmt: skip

PLACES: Final = (
    "Aarhus", "Accra", "Austin", "Bangalore", "Bilbao", "Bogota", "Boston", "Brno", "Cork", "Dakar", "Durban",
    "Gdansk", "Graz", "Hamburg", "Izmir", "Kyoto", "Leeds", "Lima", "Lyon", "Malmo", "Manila", "Nairobi", "Osaka",
    "Porto", "Pune", "Quito", "Tampere", "Turin", "Utrecht",
)  # fmt: skip

TOP_FUNCTIONS: Final = (
    "Operations", "Finance", "Information Technology", "Sales", "Human Resources", "Marketing",
    "Research and Development", "Procurement",
)  # fmt: skip

EXECUTIVES: Final = (
    "Chief Executive Officer", "Chief Operating Officer", "Chief Financial Officer", "Chief Information Officer",
    "Sales Director", "Chief Human Resources Officer", "Chief Marketing Officer", "Chief Technology Officer",
    "Procurement Director",
)  # fmt: skip
"""Who heads the whole and each of the top functions, in their order."""

SPECIALITIES: Final = (
    ("Assembly", "Logistics", "Quality", "Maintenance", "Planning", "Warehousing", "Customer Service", "Safety"),
    ("Accounts Payable", "Accounts Receivable", "Treasury", "Tax", "Controlling", "Audit", "Payroll", "Credit"),
    ("Infrastructure", "Applications", "Data", "Security", "Service Desk", "Integration", "Networks", "Architecture"),
    ("Key Accounts", "Inside Sales", "Field Sales", "Pricing", "Partners", "Renewals", "Bids", "Sales Support"),
    ("Recruiting", "Learning", "Compensation", "Labour Relations", "Mobility", "Onboarding", "Benefits", "People Data"),
    ("Brand", "Campaigns", "Events", "Content", "Market Insight", "Digital", "Communications", "Loyalty"),
    ("Design", "Prototyping", "Testing", "Materials", "Software", "Regulatory", "Patents", "Industrialisation"),
    ("Sourcing", "Contracts", "Supplier Quality", "Category Management", "Ordering", "Import", "Travel", "Facilities"),
)  # fmt: skip

ENTERPRISE_PROCESSES: Final = (
    "Order to Cash", "Procure to Pay", "Hire to Retire", "Record to Report", "Idea to Market", "Plan to Produce",
    "Lead to Order", "Issue to Resolution", "Forecast to Fulfil", "Acquire to Retire", "Design to Release",
    "Contract to Renewal", "Return to Refund", "Demand to Supply", "Risk to Compliance",
)  # fmt: skip

PROCESSES: Final = (
    "Request Intake", "Eligibility Check", "Pricing", "Approval", "Scheduling", "Fulfilment", "Settlement",
    "Exception Handling", "Performance Review", "Master Data Upkeep", "Forecasting", "Supplier Selection", "Invoicing",
    "Complaint Handling", "Change Control", "Capacity Planning",
)  # fmt: skip

VERBS: Final = (
    "Receive", "Verify", "Classify", "Estimate", "Negotiate", "Approve", "Release", "Record", "Reconcile", "Archive",
    "Escalate", "Monitor", "Publish",
)  # fmt: skip

OBJECTS: Final = (
    "order", "invoice", "contract", "delivery", "budget", "application", "specification", "complaint", "shipment",
    "forecast", "payment",
)  # fmt: skip

SYSTEMS: Final = ("ERP", "CRM", "Ledger", "Data Warehouse", "Ticketing", "Planner", "Portal", "Payroll", "Archive")
RULES: Final = (
    "Approval Limits",
    "Privacy",
    "Separation of Duties",
    "Credit",
    "Safety",
    "Retention",
    "Quality",
    "Travel",
)
RULE_KINDS: Final = ("policy", "business rule", "procedure")
WORKFLOWS: Final = ("Standard Approval", "Fast Track", "Four-Eyes Review", "Exception Path", "Month End", "Hand-over")
RESOURCES: Final = ("Budget", "Customer Data", "Test Bench", "Plant", "Fleet", "Supplier Data", "Warehouse", "Tooling")
RESOURCE_KINDS: Final = ("budget", "data", "facility", "facility", "facility", "data", "facility", "equipment")
JOBS: Final = ("Analyst", "Specialist", "Coordinator", "Planner", "Controller", "Clerk", "Engineer", "Adviser")
SKILLS: Final = ("lean", "six sigma", "change management", "process modelling", "negotiation", "data analysis")
