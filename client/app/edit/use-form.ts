import { type FormEvent, useCallback, useId, useRef, useState } from "react";
import type { Refusals } from "../graph/refusals.ts";

const NOTHING: Refusals = { fields: {}, whole: [] };

/** Form values by dotted input path, as text. An absent value is empty. */
export type Values = Readonly<Record<string, string>>;

export interface Form {
  readonly id: string;
  readonly values: Values;
  readonly refusals: Refusals;
  readonly pending: boolean;
  set(name: string, value: string): void;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
}

/** The browser's own validation messages, to be shown in the same place and style as the server's. */
const faultsOf = (form: HTMLFormElement): Record<string, string> => {
  const faults: Record<string, string> = {};
  for (const element of form.elements) {
    const { name, validationMessage } = element as HTMLInputElement;
    if (name && validationMessage) faults[name] = validationMessage;
  }
  return faults;
};

interface Options {
  readonly initial: Values;
  /** Submits the values; resolves to the refusals, or to null on success. */
  readonly send: (values: Values) => Promise<Refusals | null>;
  /** Called on success. */
  readonly onTaken?: () => void;
}

/** A form that shows refusals at the fields they are about. */
export const useForm = ({ initial, send, onTaken }: Options): Form => {
  const id = useId();
  const [values, setValues] = useState(initial);
  const [refusals, setRefusals] = useState(NOTHING);
  const [pending, setPending] = useState(false);
  const sending = useRef(false);

  const set = useCallback((name: string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
  }, []);

  const submit = async (form: HTMLFormElement) => {
    const faults = faultsOf(form);
    if (Object.keys(faults).length > 0) return setRefusals({ fields: faults, whole: [] });
    sending.current = true;
    setPending(true);
    setRefusals(NOTHING);
    try {
      const refused = await send(values);
      if (refused) setRefusals(refused);
      else onTaken?.();
    } finally {
      sending.current = false;
      setPending(false);
    }
  };

  return {
    id,
    values,
    refusals,
    pending,
    set,
    onSubmit: (event) => {
      event.preventDefault();
      if (!sending.current) void submit(event.currentTarget);
    },
  };
};
