import { useEffect } from "react";
import { queryClient, renewSession } from "./queries";

const pause = 15_000;

/**
 * Sends what was saved without a connection: when the page opens, when the connection returns, and every while. What it
 * takes is fetched once the page stands: nobody waits for it.
 */
export function useMeetingSender(userId: string): void {
  useEffect(() => {
    const ended = new AbortController();
    void import("../features/interviews/meetingQueue").then(({ isMeetingWaiting, onMeetingQueue, sendMeetings }) => {
      if (ended.signal.aborted) return;
      const stop = onMeetingQueue((wasSent) => wasSent && void queryClient.invalidateQueries());

      async function sendWaiting() {
        if (!navigator.onLine || !(await isMeetingWaiting(userId))) return;
        // A session that was opened without a connection has no token yet.
        await renewSession();
        await sendMeetings(userId);
      }

      // Unreachable still, or signed out: the meetings stay, and are tried again.
      const attempt = () => void sendWaiting().catch(() => undefined);
      attempt();
      const timer = setInterval(attempt, pause);
      window.addEventListener("online", attempt);
      ended.signal.addEventListener("abort", () => {
        stop();
        clearInterval(timer);
        window.removeEventListener("online", attempt);
      });
    });
    return () => ended.abort();
  }, [userId]);
}
