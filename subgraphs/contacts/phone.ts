import { parsePhoneNumberFromString } from "libphonenumber-js/min";

type Country = Exclude<Parameters<typeof parsePhoneNumberFromString>[1], object | undefined>;

/**
 * A phone in E.164, `+4712345678`, or `null` where the text as a whole is no number that can be dialled. Without a country code it is
 * one of the country, where that is known. An extension is left out.
 */
export const e164Of = (text: string | null, country: string | null): string | null => {
  if (text === null) return null;
  const number = parsePhoneNumberFromString(text, {
    // A country that the library does not know is as good as none.
    defaultCountry: (country ?? undefined) as Country | undefined,
    extract: false,
  });
  return number?.isValid() ? number.number : null;
};
