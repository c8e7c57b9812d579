import type { DraftAnswer } from "#server/authoring/get-draft-answer";
import { MAX_NOTE_CHARS } from "#domain/authoring/draft-words";
import { LEVELS, LEVEL_TITLES, SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Section } from "~/components/ui/section";
import { Select } from "~/components/ui/select";
import { Textarea } from "~/components/ui/textarea";
import { BAND_WORDS } from "./band-words";

/** Who wrote the answer, in a manner of speaking, and its five sections. */
export function AnswerFields(props: {
  answer: DraftAnswer["answer"];
  errors: { name: string[]; note: string[] } | null;
}) {
  const { answer, errors } = props;
  const head = answer?.head ?? null;
  return (
    <Section title="The answer">
      <div className="flex flex-col gap-5">
        {answer === null ? (
          <Field
            label="Name"
            hint="Used for its files, such as strong or weak-tutorial. You can’t change it later."
            errors={errors?.name}
          >
            <Input name="name" required maxLength={80} autoComplete="off" spellCheck={false} />
          </Field>
        ) : (
          <input type="hidden" name="name" value={answer.name} />
        )}
        <div className="grid grid-cols-2 gap-4">
          <Field label="Band">
            <Select name="band" defaultValue={head?.band ?? "strong"}>
              {Object.entries(BAND_WORDS).map(([band, word]) => (
                <option key={band} value={band}>
                  {word}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Level">
            <Select name="level" defaultValue={head?.level ?? "mid"}>
              {LEVELS.map((level) => (
                <option key={level} value={level}>
                  {LEVEL_TITLES[level]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Field label="What it should show" errors={errors?.note}>
          <Textarea
            name="note"
            rows={2}
            required
            maxLength={MAX_NOTE_CHARS}
            defaultValue={head?.note ?? ""}
          />
        </Field>
        {SECTION_IDS.map((section) => (
          <Field key={section} label={SECTION_TITLES[section]}>
            <Textarea
              name={section}
              rows={6}
              defaultValue={answer?.answers[section] ?? ""}
              className="font-serif"
            />
          </Field>
        ))}
      </div>
    </Section>
  );
}
