import { useState } from "react";
import { Input } from "~/components/ui/input";

/** A longer text in a box is read as a note. */
const MAX_NAME_CHARS = 80;

/** Gives a box its name without a way over the canvas. */
export function NameField(props: { onName: (name: string) => void }) {
  const [draft, setDraft] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const name = draft.replace(/\s+/gu, " ").trim();
        if (name !== "") props.onName(name);
        setDraft("");
      }}
    >
      <Input
        aria-label="Name of this box"
        placeholder="name, Enter"
        maxLength={MAX_NAME_CHARS}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        className="min-h-8 w-40"
      />
    </form>
  );
}
