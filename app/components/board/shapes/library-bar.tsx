import { FolderOpen, Trash2 } from "lucide-react";
import { useRef } from "react";
import { Button } from "~/components/ui/button";
import type { OwnLibrary } from "./own-libraries";

/** Opens a drawing or library from a file, and removes the libraries that were opened. */
export function LibraryBar(props: {
  libraries: readonly OwnLibrary[];
  isReadOnly: boolean;
  onOpenFile: (file: File) => void;
  onRemove: (name: string) => void;
}) {
  return (
    <div className="border-line flex flex-wrap items-center gap-1 border-t px-2 py-1.5">
      <OpenFile onFile={props.onOpenFile} isDisabled={props.isReadOnly} />
      {props.libraries.map(({ name }) => (
        <Button
          key={name}
          variant="quiet"
          size="sm"
          aria-label={`Remove the library ${name}`}
          onClick={() => props.onRemove(name)}
        >
          <Trash2 aria-hidden className="size-4" />
          <span className="max-w-32 truncate">{name}</span>
        </Button>
      ))}
    </div>
  );
}

function OpenFile(props: { onFile: (file: File) => void; isDisabled: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        disabled={props.isDisabled}
        onClick={() => field.current?.click()}
      >
        <FolderOpen aria-hidden className="size-4" />
        Open a drawing or library
      </Button>
      <input
        ref={field}
        type="file"
        accept=".excalidraw,.excalidrawlib,.json"
        aria-label="Drawing or library file"
        tabIndex={-1}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) props.onFile(file);
          // The same file can be chosen again.
          target.value = "";
        }}
      />
    </>
  );
}
