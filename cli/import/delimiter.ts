/** Whether a text can stand between the cells of a file. */
export const isDelimiter = (text: string): boolean => /^[^"\r\n]$/u.test(text);

export const DEFAULT_DELIMITER = ",";
