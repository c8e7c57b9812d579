import { useParams, useRouteLoaderData } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import type { RefObject } from "react";
import type { Viewer } from "#server/accounts/sessions";
import { createWordKeeper } from "~/lib/kept-words";
import type { KeptWords } from "~/lib/kept-words";

/** Fields that a person fills in; hidden ones come with the page. */
type Control = HTMLTextAreaElement | HTMLInputElement;

/**
 * Keeps what is written in a form, under the person, the attempt and `name`, and puts it back when
 * the form is shown again.
 *
 * @param name null: nothing is kept
 * @returns whether words were put back; `keep` for each change; `forget` once they are sent or unwanted
 */
export function useKeptWords(form: RefObject<HTMLFormElement>, name: string | null) {
  const { attemptId } = useParams();
  // Of the root's loader only this is wanted; its module stands above this one.
  const page = useRouteLoaderData("root") as { viewer: Viewer | null } | undefined;
  const viewerId = page?.viewer?.id ?? "";
  const key = name === null ? null : `${viewerId}/${attemptId}/${name}`;
  const [isRestored, setIsRestored] = useState(false);

  useEffect(() => {
    const words = key === null ? null : openKeeper().find(key);
    if (words === null || form.current === null) return;
    putBack(form.current, words);
    setIsRestored(true);
  }, [form, key]);

  const keep = useCallback(() => {
    if (key !== null && form.current !== null) openKeeper().keep(key, collect(form.current));
  }, [form, key]);

  const forget = useCallback(() => {
    if (key !== null) openKeeper().drop(key);
    setIsRestored(false);
  }, [key]);

  return { isRestored, keep, forget };
}

function openKeeper() {
  try {
    return createWordKeeper(window.localStorage);
  } catch {
    // The browser forbids it: then nothing is kept.
    return createWordKeeper(null);
  }
}

function listControls(form: HTMLFormElement): Control[] {
  const controls = [...form.elements].filter(
    (element): element is Control =>
      element instanceof HTMLTextAreaElement ||
      (element instanceof HTMLInputElement && element.type === "radio"),
  );
  return controls.filter(({ name }) => name !== "");
}

/** Texts, and the radio that is chosen, if there is a text: a choice alone is one click. */
function collect(form: HTMLFormElement): KeptWords {
  const controls = listControls(form);
  const hasText = controls.some((control) => isText(control) && control.value.trim() !== "");
  if (!hasText) return {};
  const filled = controls.filter((control) => isText(control) || isChosen(control));
  return Object.fromEntries(filled.map(({ name, value }) => [name, value]));
}

function putBack(form: HTMLFormElement, words: KeptWords): void {
  for (const control of listControls(form)) {
    const word = words[control.name];
    if (word === undefined) continue;
    if (isText(control)) control.value = word;
    else if (control.value === word) control.checked = true;
  }
}

function isText(control: Control): control is HTMLTextAreaElement {
  return control instanceof HTMLTextAreaElement;
}

function isChosen(control: Control): boolean {
  return control instanceof HTMLInputElement && control.checked;
}
