import { SECTION_ATTRIBUTE } from "./early-typing";

/** Goes on in the field of the section that is shown. @returns false where none is in view */
export function focusShownField(): boolean {
  const fields = document.querySelectorAll<HTMLElement>(`textarea[${SECTION_ATTRIBUTE}]`);
  const shown = [...fields].find((field) => field.checkVisibility());
  shown?.focus({ preventScroll: true });
  return shown !== undefined;
}
