import { SECTION_IDS, type SectionId } from "#domain/problems/scale";

/** Marks an answer's textarea, so that what is typed before hydration can be found again. */
export const SECTION_ATTRIBUTE = "data-section";

const typed = new Map<SectionId, string>();

function isSectionId(value: string | null): value is SectionId {
  return SECTION_IDS.some((section) => section === value);
}

function note(element: EventTarget | null): void {
  if (!(element instanceof HTMLTextAreaElement)) return;
  const section = element.getAttribute(SECTION_ATTRIBUTE);
  if (isSectionId(section)) typed.set(section, element.value);
}

function noteInput(event: Event): void {
  note(event.target);
}

/**
 * React puts a textarea's first value back when it hydrates. The page is typable before that, so
 * this module listens from the moment it is loaded until the fields are React's.
 */
if (typeof document !== "undefined") {
  document.addEventListener("input", noteInput, { capture: true });
  for (const field of document.querySelectorAll<HTMLTextAreaElement>(`[${SECTION_ATTRIBUTE}]`))
    if (field.value !== field.defaultValue) note(field);
}

/** What was typed before hydration, section by section. Asked once, when the fields are React's. */
export function takeEarlyTyping(): Map<SectionId, string> {
  document.removeEventListener("input", noteInput, { capture: true });
  const taken = new Map(typed);
  typed.clear();
  return taken;
}
