import { useEffect, useState } from "react";
import { hearHandedIn } from "~/lib/saving/handed-in";

/** Whether another tab of this browser handed in the attempt while this page was open. */
export function useHandedIn(attemptId: string): boolean {
  const [isHandedIn, setIsHandedIn] = useState(false);
  useEffect(() => hearHandedIn(attemptId, () => setIsHandedIn(true)), [attemptId]);
  return isHandedIn;
}
