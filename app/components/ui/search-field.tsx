import { useNavigationType, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { MAX_SEARCH_CHARS } from "~/lib/read-search";
import { Field } from "./field";
import { Input } from "./input";

const PAUSE_MS = 250;

/** Words to search for, in a form of filters: applied as one types, and by its button without scripts. */
export function SearchField(props: { label: string; value: string }) {
  const { value } = props;
  const submit = useSubmit();
  const navigation = useNavigationType();
  const ref = useRef<HTMLInputElement>(null);
  const timer = useRef<number>();
  const shown = useRef(value);

  useEffect(() => () => window.clearTimeout(timer.current), []);
  // "Clear" and the back button change the field too; what is being typed is left alone.
  useEffect(() => {
    const input = ref.current;
    if (input === null || shown.current === value) return;
    shown.current = value;
    if (document.activeElement !== input || navigation === "POP") input.value = value;
  }, [value, navigation]);

  function applySoon(form: HTMLFormElement | null): void {
    window.clearTimeout(timer.current);
    if (form === null) return;
    timer.current = window.setTimeout(
      () => submit(form, { replace: true, preventScrollReset: true }),
      PAUSE_MS,
    );
  }
  return (
    <Field label={props.label}>
      <Input
        ref={ref}
        name="q"
        type="search"
        defaultValue={value}
        maxLength={MAX_SEARCH_CHARS}
        autoComplete="off"
        onChange={(event) => applySoon(event.currentTarget.form)}
        onKeyDown={(event) => event.key === "Enter" && window.clearTimeout(timer.current)}
      />
    </Field>
  );
}
