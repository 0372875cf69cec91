import { isUnspaced } from "./fold.ts";

/** The shortest and the longest word that is also found misspelt. */
const SHORTEST = 4;
const LONGEST = 24;

/**
 * `search_typos`: what is left of a word when any one letter is left out, and the word itself, each after a prefix. Two words that
 * have one of these in common differ by a letter that is wrong, missing, added, or has changed places.
 */
const TYPOS = `
  create function directory.search_typos(prefix text, word text) returns text[] language plpgsql immutable parallel safe strict
  as $$
  declare
    typos text[] := '{}';
  begin
    if length(word) between ${SHORTEST} and ${LONGEST} and word !~ '[0-9]' and not ${isUnspaced("word")} then
      typos := typos || (prefix || word);
      for n in 1 .. length(word) loop
        typos := typos || (prefix || left(word, n - 1) || substr(word, n + 1));
      end loop;
    end if;
    return typos;
  end $$`;

/** `search_tag`: the start of all words of a tenant, so that no entry of the index holds rows of many tenants. */
const TAG = `
  create function directory.search_tag(tenant uuid) returns text language sql immutable parallel safe strict
    return right(tenant::text, 5)`;

/** `search_digits`: those of a phone. A zero in brackets is not dialled. */
const DIGITS = `
  create function directory.search_digits(phone text) returns text language plpgsql immutable parallel safe strict as $$ begin
    return left(regexp_replace(replace(directory.search_fold(phone), '(0)', ''), '[^0-9]+', '', 'g'), 32);
  end $$`;

/** Of a phone the digits from each of them on, at least four. */
const OF_PHONE = `
  foreach piece in array array[directory.search_digits(value), coalesce(directory.search_digits(other), '')] loop
    for n in 1 .. length(piece) - 3 loop
      words := words || (prefix || substr(piece, n));
    end loop;
  end loop;`;

/** Of keys, contacts and places also the whole; of a key its number, without letters and zeros at the start. */
const OF_KEY = `
  words := words || (prefix || directory.search_key(value));
  piece := substring(directory.search_key(value) from '^[a-z]*0*([0-9]+)$');
  if length(piece) > 3 or value ~ '^0' and piece <> '' then
    words := words || (prefix || piece);
  end if;`;

/** Each word, also in its loose form, what is left of it misspelt, and of an unspaced script the rest from each letter on. */
const OF_WORDS = `
  foreach piece in array regexp_split_to_array(directory.search_fold(value), '\\s+') loop
    foreach word in array directory.search_parts(piece) loop
      loose := directory.search_loose(word);
      words := words || (prefix || word);
      if loose <> word then
        words := words || (prefix || loose);
      end if;
      if octet_length(word) > length(word) and ${isUnspaced("word")} then
        for n in 2 .. least(length(word), 40) loop
          words := words || (prefix || substr(word, n));
        end loop;
      elsif kind in ('N', 'C', 'P') then
        words := words || directory.search_typos(tag || '~', word);
      end if;
    end loop;
  end loop;`;

/**
 * `search_words`: everything by which a text is found, each beginning with the tag of the tenant and a letter for the kind of field; `~`
 * before what is left of misspelt words. `other` is another form of the same text, such as a phone in E.164.
 */
export const WORDS = `
  ${TYPOS};
  ${TAG};
  ${DIGITS};
  create function directory.search_words(tenant uuid, kind text, value text, other text)
    returns tsvector language plpgsql immutable parallel safe
  as $$
  declare
    tag text := directory.search_tag(tenant);
    prefix text := tag || kind;
    words text[] := '{}';
    piece text;
    word text;
    loose text;
  begin
    if kind = 'T' then
      ${OF_PHONE}
    else
      ${OF_WORDS}
      if kind <> 'N' then
        ${OF_KEY}
      end if;
    end if;
    return array_to_tsvector(words);
  end $$`;

export const DROP_WORDS = `
  drop function directory.search_words, directory.search_digits, directory.search_tag, directory.search_typos`;
