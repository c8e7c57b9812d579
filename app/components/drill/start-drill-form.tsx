import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "~/components/ui/button";
import type { ButtonProps } from "~/components/ui/button";
import type { DrillAgain } from "~/lib/report/drill-result-view";

/** A button that starts a drill: a plain form, so that it works without a script. */
export function StartDrillForm(
  props: DrillAgain & Pick<ButtonProps, "variant" | "size"> & { children: ReactNode },
) {
  const { slug, criteria, from } = props;
  const { formData, formAction } = useNavigation();
  const isPending =
    formAction === "/drills" && formData?.getAll("criteria").join() === criteria.join();
  return (
    <Form method="post" action="/drills" className="print:hidden">
      <input type="hidden" name="problem" value={slug} />
      <input type="hidden" name="from" value={from} />
      {criteria.map((id) => (
        <input key={id} type="hidden" name="criteria" value={id} />
      ))}
      <Button type="submit" variant={props.variant} size={props.size} isPending={isPending}>
        {props.children}
      </Button>
    </Form>
  );
}
