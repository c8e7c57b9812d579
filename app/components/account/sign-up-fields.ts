import type { AccountField } from "./account-form";

/** What an account needs that a person makes by themselves. */
export function signUpFields(minPasswordChars: number): AccountField[] {
  return [
    { name: "name", label: "Your name", type: "text", autoComplete: "name" },
    { name: "email", label: "E-mail", type: "email", autoComplete: "username" },
    {
      name: "password",
      label: "Password",
      hint: `At least ${minPasswordChars} characters. A few words are better than symbols.`,
      type: "password",
      autoComplete: "new-password",
      minLength: minPasswordChars,
    },
  ];
}
