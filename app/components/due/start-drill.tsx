import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/components/ui/button";
import type { ButtonSize, ButtonVariant } from "~/components/ui/button-style";

/** Starts a drill of these criteria, or goes on with one that is open. */
export function StartDrill(props: {
  slug: string;
  criteria: readonly string[];
  /** The attempt from whose report it grows. */
  from: string;
  /** What it is about, for who hears the button alone. */
  about: string;
  label?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}) {
  const { slug, criteria, from, about, label = "Start", variant, size } = props;
  const { formAction, formData } = useNavigation();
  const isPending =
    formAction === "/drills" &&
    formData?.get("from") === from &&
    formData.getAll("criteria").join(" ") === criteria.join(" ");
  return (
    <Form method="post" action="/drills" className="print:hidden">
      <input type="hidden" name="problem" value={slug} />
      <input type="hidden" name="from" value={from} />
      {criteria.map((id) => (
        <input key={id} type="hidden" name="criteria" value={id} />
      ))}
      <Button
        type="submit"
        variant={variant}
        size={size}
        isPending={isPending}
        aria-label={`${label}: ${about}`}
      >
        {label}
      </Button>
    </Form>
  );
}
