import { PasswordInput, type PasswordInputProps } from '@mantine/core';

export const SHORTEST_PASSWORD = 10;

/** A password to be chosen; the server judges it, this only says the rule beforehand. */
export function NewPassword(props: PasswordInputProps) {
  return (
    <PasswordInput
      label="Password"
      description={`At least ${SHORTEST_PASSWORD} characters; a few words make a good one.`}
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={SHORTEST_PASSWORD}
      maxLength={200}
      aria-invalid={props.error !== undefined && props.error !== null ? true : undefined}
      {...props}
    />
  );
}
