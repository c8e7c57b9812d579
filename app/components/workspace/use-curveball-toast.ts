import { useEffect, useState } from "react";
import { toast } from "sonner";

/** Says that the requirements changed when they change while one works. */
export function useCurveballToast(text: string | null): void {
  const [atOpening] = useState(text);
  useEffect(() => {
    if (text !== null && text !== atOpening)
      toast("The requirements changed. Read the note at the top.", { duration: 15_000 });
  }, [text, atOpening]);
}
