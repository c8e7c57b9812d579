import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "~/components/ui/button";
import type { ButtonSize, ButtonVariant } from "~/components/ui/button-style";
import type { Role } from "#domain/accounts/roles";

/** Signs in as the demo account of a role with one press. Only the embedded start offers it. */
export function DemoButton(props: {
  accountRole: Role;
  next?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  children: ReactNode;
}) {
  const { formAction, formData } = useNavigation();
  const isPending =
    formAction === "/demo" &&
    formData?.get("role") === props.accountRole &&
    formData.get("next") === (props.next ?? null);
  return (
    <Form method="post" action="/demo">
      <input type="hidden" name="role" value={props.accountRole} />
      {props.next !== undefined && <input type="hidden" name="next" value={props.next} />}
      <Button type="submit" variant={props.variant} size={props.size} isPending={isPending}>
        {props.children}
      </Button>
    </Form>
  );
}
