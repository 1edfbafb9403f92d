/** The contract's codes in plain words. Order is the order in which they are offered. */

type Words = Readonly<Record<string, string>>;

export const sectors: Words = {
  acute: "Acute hospital",
  communityAndMentalHealth: "Community or mental health",
  primaryCare: "Primary care",
  ambulance: "Ambulance",
  integratedCareBoard: "Integrated care board",
  localAuthority: "Local authority",
  voluntary: "Voluntary sector",
  patientAndPublic: "Patients and public",
  education: "Education",
  other: "Another sector",
};

/** The national staff groups (01 to 10) as people call them, then those outside the NHS. */
export const professionalGroups: Words = {
  notStated: "Not stated",
  medicalAndDental: "Doctors and dentists",
  nursingAndMidwifery: "Nurses and midwives",
  alliedHealthProfessionals: "Allied health professionals",
  additionalProfessionalScientificAndTechnical: "Pharmacists, psychologists and other professionals",
  healthcareScientists: "Healthcare scientists",
  additionalClinicalServices: "Clinical support, such as healthcare assistants",
  administrativeAndClerical: "Administration and clerical",
  estatesAndAncillary: "Estates, facilities and ancillary",
  supplementaryRoles: "Supplementary roles",
  generalManagement: "Managers",
  students: "Students",
  patientsAndPublic: "Patients and public",
  carers: "Carers",
  localGovernment: "Local government",
  voluntarySector: "Voluntary sector",
  unions: "Trade unions",
  other: "Another group",
};

export const careerStages: Words = {
  notStated: "Not stated",
  student: "Student or trainee",
  early: "Early",
  mid: "Middle",
  senior: "Senior",
  executive: "Executive or board",
  retired: "Retired",
};

export const personStatuses: Words = {
  active: "In touch",
  left: "Has left",
  remembered: "Has died, and is remembered",
};

export const programmeStatuses: Words = { planned: "Planned", running: "Running", finished: "Finished" };

export const memberParts: Words = { lead: "Lead", contributor: "Contributor" };

export const confidentialities: Words = {
  leadsOnly: "Leads only",
  programme: "Everybody in the programme",
  nonAttributable: "Leads only, and no names",
  sealed: "Only me",
};

export const consents: Words = {
  notAsked: "Not asked",
  given: "Given",
  refused: "Refused",
  withdrawn: "Withdrawn",
};

export const discussionKinds: Words = {
  tweetChat: "Tweet chat",
  meeting: "Open meeting",
  forum: "Forum",
  other: "Another way",
};

export const interviewKinds: Words = {
  oneToOne: "Face to face",
  group: "Group",
  telephone: "Telephone",
  video: "Video",
  other: "Another way",
};

export const endorsements: Words = {
  "5": "Wholly for it",
  "4": "For it",
  "3": "Neither",
  "2": "Against it",
  "1": "Wholly against it",
};

export const commitmentStatuses: Words = {
  notYetDue: "Open",
  kept: "Kept",
  partial: "Kept in part",
  missed: "Missed",
  withdrawn: "Withdrawn",
};

export const barrierStatuses: Words = {
  noticed: "Noticed",
  ownerAsked: "Owner asked",
  answered: "Owner answered",
  removed: "Removed",
};

export const asked: Words = { asked: "Asked", notAsked: "Not asked", unknown: "Not told" };

/** The word for a code; a code that is newer than this page speaks for itself. */
export function wordFor(words: Words, code: string): string {
  return words[code] ?? code;
}
