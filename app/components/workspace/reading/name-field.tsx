import { useState } from "react";
import { Input } from "~/components/ui/input";

/** A longer text in a box is read as a note. */
const MAX_NAME_CHARS = 80;

/** Gives a box its name without a way over the canvas. */
export function NameField(props: { onName: (name: string) => void }) {
  const [typed, setTyped] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const name = typed.replace(/\s+/gu, " ").trim();
        if (name !== "") props.onName(name);
        setTyped("");
      }}
    >
      <Input
        aria-label="Name of this box"
        placeholder="name, Enter"
        maxLength={MAX_NAME_CHARS}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="min-h-8 w-40 max-sm:min-h-10"
      />
    </form>
  );
}
