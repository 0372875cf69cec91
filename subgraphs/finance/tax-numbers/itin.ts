/** An American ITIN without punctuation: a person's number for taxes who has no SSN. */
const ITIN = /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/;

const compact = (number: string): string => number.replace(/[\s-]/g, "");

/** The numbers that the American tax office gives to persons without an SSN, which the package does not know. */
export const itin = {
  format: (number: string): string => compact(number).replace(/^(\d{3})(\d{2})(\d{4})$/, "$1-$2-$3"),
  validate: (number: string) => ({ isValid: ITIN.test(compact(number)), isCompany: false, isIndividual: true }),
};
