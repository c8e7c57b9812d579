import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Section } from "~/components/ui/section";
import { listFieldErrors, readTyped } from "~/lib/form-result";
import { AccountNote } from "./account-outcome";
import type { AccountOutcome } from "./account-outcome";
import { OwnPasswordField } from "./own-password-field";

/** What a person is called, and the address that they sign in with. */
export function NameAndEmail(props: {
  name: string;
  email: string;
  nameOutcome: AccountOutcome | null;
  emailOutcome: AccountOutcome | null;
}) {
  const intent = useNavigation().formData?.get("intent");
  const { nameOutcome, emailOutcome } = props;
  return (
    <>
      <Section isRuled title="Name">
        <Form method="post" className="flex max-w-sm flex-col items-start gap-4">
          <input type="hidden" name="intent" value="name" />
          <div className="w-full">
            <Field
              label="Your name"
              hint="Reviewers see it with your attempts."
              errors={listFieldErrors(nameOutcome?.result, "name")}
            >
              <Input
                name="name"
                autoComplete="name"
                maxLength={120}
                defaultValue={readTyped(nameOutcome?.result, "name") ?? props.name}
                required
              />
            </Field>
          </div>
          <Button type="submit" isPending={intent === "name"}>
            Save name
          </Button>
          <AccountNote outcome={nameOutcome} />
        </Form>
      </Section>
      <Section isRuled title="E-mail">
        {/* Keyed: once it went through, the password's field is empty again. */}
        <Form key={props.email} method="post" className="flex max-w-sm flex-col items-start gap-4">
          <input type="hidden" name="intent" value="email" />
          <div className="flex w-full flex-col gap-4">
            <Field
              label="New e-mail"
              hint="You sign in with it. This server sends no e-mail."
              errors={listFieldErrors(emailOutcome?.result, "email")}
            >
              <Input
                name="email"
                type="email"
                autoComplete="username"
                defaultValue={readTyped(emailOutcome?.result, "email") ?? props.email}
                required
              />
            </Field>
            <OwnPasswordField outcome={emailOutcome} />
          </div>
          <Button type="submit" isPending={intent === "email"}>
            Change e-mail
          </Button>
          <AccountNote outcome={emailOutcome} />
        </Form>
      </Section>
    </>
  );
}
