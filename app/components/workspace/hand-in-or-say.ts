import { data } from "@remix-run/react";
import { tellHandedIn } from "~/lib/saving/handed-in";
import { isNoAnswer } from "./last-workspace";

/**
 * Hands in, and tells the other tabs of this browser once it is done. Without an answer the candidate
 * stays where they work, told so.
 */
export async function handInOrSay<Reply>(attemptId: string, handIn: () => Promise<Reply>) {
  try {
    return await handIn();
  } catch (error) {
    if (leadsToReport(error)) {
      tellHandedIn(attemptId);
      forgetRoom(attemptId);
    }
    if (!isNoAnswer(error)) throw error;
    const problem =
      "The server didn’t respond. Nothing is lost: hand in again, it counts only once.";
    // As a failure, so that the page's loaders are not asked: they would not be answered either.
    return data({ problem }, { status: 503 });
  }
}

/** A room that is over is not opened again offline. */
function forgetRoom(attemptId: string): void {
  void import("~/components/offline/kept-rooms")
    .then(({ deleteRoom }) => deleteRoom(attemptId))
    .catch(() => undefined);
}

/** What a hand-in that the server took is answered with. */
function leadsToReport(thrown: unknown): boolean {
  return thrown instanceof Response && (thrown.headers.get("Location") ?? "").endsWith("/report");
}
