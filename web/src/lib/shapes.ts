import type { components } from "../api/schema";

/** The contract's shapes by the names that the pages use. */
type Schemas = components["schemas"];

export type Organisation = Schemas["Organisation"];
export type OrganisationRequest = Schemas["OrganisationRequest"];
export type Person = Schemas["Person"];
export type PersonRequest = Schemas["PersonRequest"];
export type Programme = Schemas["Programme"];
export type ProgrammeRequest = Schemas["ProgrammeRequest"];
export type ChangeGroup = Schemas["ChangeGroup"];
export type ChangeGroupRequest = Schemas["ChangeGroupRequest"];
export type Interview = Schemas["Interview"];
export type InterviewItem = Schemas["ListInterviewsInterviewItem"];
export type InterviewRequest = Schemas["InterviewRequest"];
export type NewInterview = Schemas["CreateInterviewRequest"];
export type Quote = Schemas["Quote"];
export type Theme = Schemas["Theme"];
export type ThemeRequest = Schemas["ThemeRequest"];
export type CodebookTheme = Schemas["GetCodebookCodebookTheme"];
export type CodebookStep = Schemas["ListCodebookStepsCodebookStepItem"];
export type CodebookImport = Schemas["ImportCodebookResponse"];
export type Memo = Schemas["Memo"];
export type BlindCodingItem = Schemas["ListBlindCodingsBlindCodingItem"];
export type CodingComparison = Schemas["GetCodingComparisonComparison"];
export type Commitment = Schemas["Commitment"];
export type CommitmentRequest = Schemas["CommitmentRequest"];
export type Discussion = Schemas["Discussion"];
export type DiscussionRequest = Schemas["DiscussionRequest"];
export type Contribution = Schemas["Contribution"];
export type ContributionImport = Schemas["ImportContributionsResponse"];
export type Reminder = Schemas["ListRemindersReminder"];
export type Barrier = Schemas["Barrier"];
export type BarrierRequest = Schemas["BarrierRequest"];
export type BarrierEvidence = Schemas["BarrierEvidence"];
export type ConstraintMap = Schemas["GetConstraintMapConstraintMap"];
export type NonAction = Schemas["ListNonActionsNonAction"];
