namespace Transform.Domain;

/// <summary>The word list that a workspace starts with. It is data: read it, and change it.</summary>
public static class DefaultFocusWords
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByDimension { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["S1"] =
            [
                "governance", "board", "boards", "committee*", "steering group", "programme board", "oversight", "assurance", "terms of reference", "risk register",
                "risks and issues", "highlight report*", "restructur*", "reorgani*", "merger", "organisational form", "operating model", "accountability",
                "scheme of delegation", "compliance", "regulation", "regulatory", "CQC", "PMO", "gateway review", "decision log", "escalation", "policy",
                "policies", "audit", "ICB", "ICS", "provider collaborative", "memorandum of understanding", "MOU", "integrated care board", "structure",
                "structures", "sign off", "quoracy",
            ],
            ["S2"] =
            [
                "finance", "financial", "budget*", "funding", "contract*", "procure*", "tender*", "business case", "savings", "cost", "costs", "costing",
                "CIP", "QIPP", "cost improvement", "tariff", "invoice*", "payment", "payments", "commission", "commissioning", "block contract", "capital bid",
                "bid", "bids", "efficiency", "efficiencies", "value for money", "spend", "expenditure", "incentive*", "CQUIN", "ERF", "activity plan",
                "service level agreement", "SLA", "section 75", "better care fund",
            ],
            ["S3"] =
            [
                "digital", "data", "dashboard*", "EPR", "EHR", "electronic patient record", "electronic record*", "software", "app", "apps", "platform",
                "interoperab*", "IT system*", "IT upgrade*", "system", "systems", "information governance", "data sharing agreement", "DPIA", "analytics", "business intelligence", "BI", "reporting tool",
                "SNOMED", "e-referral*", "eRS", "SystmOne", "EMIS", "telehealth", "telemedicine", "virtual ward*", "remote monitoring", "AI", "automation",
                "robotic process automation", "cyber*", "wifi", "population health management", "shared care record", "online booking", "video consultation*",
                "metrics", "KPI", "KPIs",
            ],
            ["S4"] =
            [
                "estate*", "building*", "equipment", "refurbish*", "premises", "space utilisation", "clinic room*", "rooms", "site", "sites", "theatre kit",
                "scanner*", "MRI", "CT", "ultrasound machine", "hub build", "construction", "car park*", "relocation", "furniture", "medical device*",
                "community hospital", "diagnostic centre", "community diagnostic centre", "CDC", "bed", "beds", "ward move*", "signage", "decontamination", "estates",
            ],
            ["S5"] =
            [
                "pathway*", "process", "processes", "process map*", "referral*", "triage", "protocol*", "guideline*", "SOP", "standard operating procedure*",
                "waiting list*", "backlog", "RTT", "clinic template*", "discharge", "flow", "lean", "PDSA", "quality improvement", "QI", "redesign", "service specification",
                "specification", "demand and capacity", "capacity", "scheduling", "rota", "rotas", "e-rostering", "rostering", "first contact practitioner*", "MSK pathway", "single point of access",
                "validation", "GIRFT", "best practice timed pathway", "pre-op*", "theatre utilisation", "PIFU", "patient initiated follow up",
                "advice and guidance", "project plan*", "Gantt", "milestone*", "implementation plan", "mobilisation", "checklist*", "standardis*",
            ],
            ["P1"] =
            [
                "relationship*", "trust building", "build trust", "building trust", "networking", "get together", "meet the team", "introductions", "one to one*", "1:1",
                "coffee", "cross-boundary", "joint working", "working together", "partnership working", "collaborat*", "conversation*", "dialogue", "listening",
                "mediation", "team building", "team away day", "away day", "shadow*", "spend a day", "buddy", "buddies", "network", "networks", "mutual understanding", "civility",
                "multidisciplinary", "MDT", "interprofessional",
            ],
            ["P2"] =
            [
                "training", "train", "learning", "learn", "education", "educat*", "skill*", "capability", "competenc*", "workshop*", "course*", "masterclass*", "coaching",
                "mentor*", "action learning", "supervision", "CPD", "induction", "community of practice", "simulation", "development programme", "staff development",
                "preceptorship", "apprentice*", "reflective practice", "after action review", "teach", "teaching", "upskill*", "fellow*", "webinar*", "QI training",
            ],
            ["P3"] =
            [
                "involve*", "co-design*", "codesign*", "co-produc*", "coproduc*", "engagement", "engage", "patient participation", "PPG", "lived experience", "patient voice", "public involvement",
                "patient partner*", "patient and public", "PPI", "PPIE", "carers", "community engagement", "community group*", "community asset*", "local communities", "residents", "focus group*", "consultation", "staff engagement", "staff ideas",
                "healthwatch", "citizens panel", "expert by experience", "experts by experience", "shared purpose", "hear from", "feedback from", "VCSE", "voluntary sector", "town hall",
            ],
            ["P4"] =
            [
                "wellbeing", "well-being", "burnout", "stress", "morale", "resilience", "occupational health", "staff support", "peer support", "psychological safety", "Schwartz",
                "schwartz round*", "retention", "flexible working", "workload", "fatigue", "sickness absence", "kindness", "compassion", "compassionate", "thank you",
                "recognition", "celebrat*", "appreciat*", "menopause", "debrief*", "freedom to speak up", "staff survey", "backfill",
            ],
            ["P5"] =
            [
                "leadership", "leader*", "role model*", "compassionate leadership", "clinical leadership", "distributed leadership", "shared leadership", "leadership behaviour*", "behaviour*",
                "culture", "values", "visible leadership", "walkabout*", "back to the floor", "champion*", "vision", "motivat*", "system leader*", "empower*", "delegat*", "360 feedback",
                "executive sponsor*", "clinical lead*", "talent",
            ],
            ["P6"] =
            [
                "power", "history", "historical", "politics", "political", "conflict", "grievance*", "hierarchy", "whose voice", "inequal*", "equity", "racism", "anti-racis*", "discrimination",
                "past attempts", "legacy", "union*", "staff side", "professional boundaries", "turf", "symbol*", "ritual*", "story", "stories", "storytelling",
            ],
        };
}
