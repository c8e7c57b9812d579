import { useEffect, useRef } from "react";
import { listTerms } from "#domain/workbench/rank-passages";
import { Field } from "~/components/ui/field";
import { Select } from "~/components/ui/select";

/** Which question is asked, with its terms. The first field of its workbench, so it takes the focus. */
export function QuestionSelect(props: {
  label: string;
  texts: readonly string[];
  /** By index. */
  asked: number;
  onAsk: (index: number) => void;
}) {
  const { label, texts, asked, onAsk } = props;
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), []);
  return (
    <Field label={label} hint={`Terms: ${listTerms(texts[asked] ?? "").join(", ")}`}>
      <Select ref={select} value={asked} onChange={({ target }) => onAsk(Number(target.value))}>
        {texts.map((text, index) => (
          <option key={text} value={index}>
            {index + 1}. {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}
