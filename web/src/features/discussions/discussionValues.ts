import type { Discussion, DiscussionRequest } from "../../lib/shapes";

/** A discussion as it is typed. */
export type DiscussionValues = {
  title: string;
  kind: string;
  heldOn: string;
  sourceLink: string;
  invitation: string;
  version: number;
};

export function discussionValues(discussion?: Discussion): DiscussionValues {
  return {
    title: discussion?.title ?? "",
    kind: discussion?.kind ?? "tweetChat",
    heldOn: discussion?.heldOn ?? "",
    sourceLink: discussion?.sourceLink ?? "",
    invitation: discussion?.invitation ?? "",
    version: discussion?.version ?? 0,
  };
}

export function discussionRequest(values: DiscussionValues): DiscussionRequest {
  return {
    title: values.title.trim(),
    kind: values.kind as DiscussionRequest["kind"],
    heldOn: values.heldOn,
    sourceLink: values.sourceLink.trim() || undefined,
    invitation: values.invitation.trim() || undefined,
  };
}

export function findWrong(values: DiscussionValues): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (!values.title.trim()) wrong.title = "Say what the discussion was about.";
  if (!values.heldOn) wrong.heldOn = "Give the day on which it was held.";
  return wrong;
}
