/** The fields that are given, `null` included. */
export const given = <Fields extends object>(fields: Fields): { [F in keyof Fields]: Exclude<Fields[F], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
