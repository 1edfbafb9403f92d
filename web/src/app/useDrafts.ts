import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { isQueuedForm, onMeetingQueue, type QueuedMeeting } from "../features/interviews/meetingQueue";
import { type Draft, listDrafts } from "../lib/drafts";
import { problemWords } from "../lib/problem";

/** What this person has on this device that the service has not. */
export function useDrafts(userId: string) {
  const drafts = useQuery({
    queryKey: ["drafts", userId],
    queryFn: () => listDrafts(userId),
    gcTime: 0,
    staleTime: 0,
  });
  const { refetch } = drafts;
  useEffect(() => onMeetingQueue(() => void refetch()), [refetch]);
  return drafts;
}

/** What a saved meeting waits for; a draft waits for its writer. */
export function waitsFor(draft: Draft): string | undefined {
  if (!isQueuedForm(draft.form)) return "not sent";
  const { problem } = draft.values as QueuedMeeting;
  return problem ? `not accepted: ${problemWords(problem)}` : "will be sent when you are connected";
}
