import { LETTER_PAIRS, PLAIN_LETTERS } from "../../search/letters.ts";

/** Code points as a PostgreSQL regular expression names them: independent of the locale of the database. */
const range = (text: string): string => text.replace(/\s+/g, "");

/** Accents, vowel points, joiners and other signs without which a word is still the same. */
const MARKS = range(`
  \\u00ad \\u0300-\\u036f \\u0483-\\u0489 \\u0591-\\u05bd \\u05bf \\u05c1\\u05c2 \\u05c4\\u05c5 \\u05c7 \\u0610-\\u061a \\u0640
  \\u064b-\\u065f \\u0670 \\u06d6-\\u06dc \\u06df-\\u06e4 \\u06e7\\u06e8 \\u06ea-\\u06ed \\u093c \\u09bc \\u1ab0-\\u1aff
  \\u1dc0-\\u1dff \\u200b-\\u200f \\u202a-\\u202e \\u2060-\\u2069 \\u20d0-\\u20ff \\ufe00-\\ufe0f \\ufe20-\\ufe2f \\ufeff`);

/** Whatever is not part of a word: blanks, punctuation, symbols, emoji. */
const SEPARATORS = range(`
  \\u0001-\\u002f \\u003a-\\u0040 \\u005b-\\u0060 \\u007b-\\u00a9 \\u00ab-\\u00b1 \\u00b4 \\u00b6-\\u00b8 \\u00bb \\u00bf \\u00d7
  \\u00f7 \\u02b9-\\u02df \\u055a-\\u055f \\u0589\\u058a \\u05be \\u05c0 \\u05c3 \\u05c6 \\u05f3\\u05f4 \\u060c \\u061b \\u061f
  \\u066a-\\u066d \\u06d4 \\u0964\\u0965 \\u1680 \\u2000-\\u200a \\u2010-\\u2029 \\u202f-\\u205f \\u2190-\\u2bff \\u2e00-\\u2e7f
  \\u3000-\\u3004 \\u3008-\\u3020 \\u3030 \\u303d \\u30a0 \\u30fb \\ufd3e\\ufd3f \\ufe30-\\ufe6f \\U0001f000-\\U0001faff`);

/** Scripts that write words without blanks between them. */
const UNSPACED = range(`
  \\u0e01-\\u0eff \\u1000-\\u109f \\u1780-\\u17ff \\u3005-\\u3007 \\u3040-\\u309f \\u30a1-\\u30fa \\u30fc-\\u30ff \\u3400-\\u9fff
  \\uac00-\\ud7a3 \\uf900-\\ufaff \\U00020000-\\U0003ffff`);

const plainLetters = (text: string): string =>
  `translate(${Object.entries(LETTER_PAIRS).reduce((inner, [from, to]) => `replace(${inner}, '${from}', '${to}')`, text)},
    '${PLAIN_LETTERS.map(([from]) => from).join("")}', '${PLAIN_LETTERS.map(([, to]) => to).join("")}')`;

/** The length up to which a text is searched, and that of a word and of a key. */
const LONGEST_TEXT = 1_000;
const LONGEST_WORD = 64;
const LONGEST_KEY = 256;

/**
 * In PL/pgSQL, which keeps plans for a session: SQL functions that call each other are planned at each call.
 *
 * `search_fold`: a text without case, accents, and other differences that people do not type. `search_key`: its letters and digits
 * alone. `search_loose`: a word without the second letters that stand for an umlaut, or an Arabic article. `search_parts`: the words between the
 * punctuation of a piece, and at the end, if there are several, all of them in one.
 */
export const FOLD = `
  create function directory.search_fold(value text) returns text language plpgsql immutable parallel safe strict as $$ begin
    value := left(value, ${LONGEST_TEXT});
    if octet_length(value) = length(value) then
      return lower(value);
    end if;
    return normalize(${plainLetters(`regexp_replace(lower(normalize(value, nfkd)), '[${MARKS}]', '', 'g')`)}, nfc);
  end $$;

  create function directory.search_key(value text) returns text language plpgsql immutable parallel safe strict as $$ begin
    return left(regexp_replace(directory.search_fold(value), '[${SEPARATORS}]+', '', 'g'), ${LONGEST_KEY});
  end $$;

  create function directory.search_loose(word text) returns text language plpgsql immutable parallel safe strict as $$ begin
    if word ~ '[aou]e|aa' then
      return replace(replace(replace(replace(word, 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), 'aa', 'a');
    elsif word like 'ال%' and length(word) > 4 then
      return substr(word, 3);
    end if;
    return word;
  end $$;

  create function directory.search_parts(piece text) returns text[] language plpgsql immutable parallel safe strict as $$
  declare
    parts text[];
  begin
    if piece !~ '[${SEPARATORS}]' then
      return case when piece = '' then '{}' else array[left(piece, ${LONGEST_WORD})] end;
    end if;
    parts := array_remove(regexp_split_to_array(piece, '[${SEPARATORS}]+'), '');
    if cardinality(parts) > 1 then
      parts := parts || array_to_string(parts, '');
    end if;
    for n in 1 .. cardinality(parts) loop
      parts[n] := left(parts[n], ${LONGEST_WORD});
    end loop;
    return parts;
  end $$`;

/** That a text has a letter of a script without blanks. */
export const isUnspaced = (text: string): string => `${text} ~ '[${UNSPACED}]'`;

export const DROP_FOLD = `
  drop function directory.search_parts, directory.search_loose, directory.search_key, directory.search_fold`;
