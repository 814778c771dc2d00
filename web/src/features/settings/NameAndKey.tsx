import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { keyOf } from '../../design/forms/keys';

interface Named {
  key: string;
  name: string;
}

interface NameAndKeyProps<Values extends Named> {
  form: UseFormReturnType<Values>;
  creating: boolean;
  placeholder: string;
}

/** The name, and at the first time the key that is made of it unless one writes another. */
export function NameAndKey<Values extends Named>({ form, creating, placeholder }: NameAndKeyProps<Values>) {
  const { name, key } = form.getValues();
  return (
    <>
      <TextInput
        label="Name"
        placeholder={placeholder}
        required
        withAsterisk={false}
        data-autofocus
        autoFocus
        {...form.getInputProps('name')}
        onChange={({ currentTarget: { value } }) => {
          const own = key !== keyOf(name);
          form.setValues((before) => ({ ...before, name: value, ...(creating && !own && { key: keyOf(value) }) }));
        }}
      />
      {creating && (
        <TextInput
          label="Key"
          description="Its name in addresses, commands and the API. It cannot be changed later."
          required
          withAsterisk={false}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('key')}
        />
      )}
    </>
  );
}
