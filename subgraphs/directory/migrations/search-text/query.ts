/** Words that say only in which form a company exists: nobody is sought by them alone. */
const LEGAL_FORMS = [
  ...[
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "pty",
    "pvt",
  ],
  ...["gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "ek", "se", "sa", "sas", "sarl", "sl", "srl", "spa", "snc"],
  ...[
    "bv",
    "nv",
    "ab",
    "as",
    "asa",
    "aps",
    "oy",
    "oyj",
    "kft",
    "zrt",
    "sro",
    "doo",
    "dd",
    "spzoo",
    "zoo",
    "sp",
    "sia",
    "uab",
    "ou",
  ],
  ...[
    "ооо",
    "оао",
    "зао",
    "пао",
    "ао",
    "ип",
    "тов",
    "株式会社",
    "有限会社",
    "有限公司",
    "股份有限公司",
    "주식회사",
    "شمم",
    "בעמ",
    "αε",
    "επε",
  ],
];

/** Words hold no quotes and no backslashes: these separate them. */
const quoted = (text: string): string => `'''' || ${text} || ''''`;

/** A word as it is and in its loose form, from three letters on also as a beginning if it may go on, and if wanted what is left of it misspelt. */
const LEXEMES = `
  create function directory.search_lexemes(tag text, kinds text, word text, is_open boolean, alike boolean) returns text
    language plpgsql immutable parallel safe strict
  as $$
  declare
    lexemes text[] := '{}';
    form text;
    kind text;
  begin
    foreach form in array array[word] || nullif(array[directory.search_loose(word)], array[word]) loop
      foreach kind in array string_to_array(kinds, null) loop
        lexemes := lexemes
          || (${quoted("tag || kind || form")} || case when is_open and (length(form) > 2 or form !~ '^[a-z0-9]+$') then ':*' else '' end);
      end loop;
    end loop;
    if alike then
      foreach form in array directory.search_typos(tag || '~', word) loop
        lexemes := lexemes || (${quoted("form")});
      end loop;
    end if;
    return '(' || array_to_string(lexemes, ' | ') || ')';
  end $$`;

/** A piece of what is typed: all its parts, the last of which may go on, or all in one. */
const OF_PIECE = `
  create function directory.search_piece_query(tag text, kinds text, parts text[], is_open boolean, alike boolean) returns text
    language plpgsql immutable parallel safe strict
  as $$
  declare
    terms text := '';
  begin
    for n in 1 .. cardinality(parts) loop
      terms := terms || directory.search_lexemes(tag, kinds, parts[n], is_open and n >= cardinality(parts) - 1, alike)
        || case when n = cardinality(parts) then '' when n = cardinality(parts) - 1 then ' | ' else ' & ' end;
    end loop;
    return '(' || terms || ')';
  end $$`;

/** The digits of a phone, without zeros before them, and without the first ones, which may be those of the country. */
const OF_PHONE = `
  create function directory.search_phone_query(tag text, typed text) returns text language plpgsql immutable parallel safe strict
  as $$
  declare
    digits text := ltrim(directory.search_digits(typed), '0');
    terms text := '';
  begin
    if typed ~ '^[-+()/. 0-9\\u00a0]+$' and length(digits) > 3 then
      terms := ' | ' || ${quoted("tag || 'T' || digits")} || ':*';
      for n in 2 .. case when typed ~ '^\\s*([+]|00)' then least(4, length(digits) - 5) else 0 end loop
        terms := terms || ' | ' || ${quoted("tag || 'T' || ltrim(substr(digits, n), '0')")} || ':*';
      end loop;
    end if;
    return terms;
  end $$`;

/** All pieces together, the last of which may go on, or all in one. `kinds` are the letters of the kinds of fields. */
const WHOLE = `
  create function directory.search_whole_query(tenant uuid, kinds text, typed text) returns tsquery
    language plpgsql immutable parallel safe strict
  as $$
  declare
    tag text := directory.search_tag(tenant);
    typed_pieces text[];
    pieces text[] := '{}';
    parts text[];
  begin
    typed_pieces := regexp_split_to_array(btrim(directory.search_fold(typed)), '\\s+');
    for n in 1 .. cardinality(typed_pieces) loop
      parts := directory.search_parts(typed_pieces[n]);
      if cardinality(parts) > 0 then
        pieces := pieces || directory.search_piece_query(tag, kinds, parts, n = cardinality(typed_pieces), false);
      end if;
    end loop;
    if cardinality(pieces) = 0 then
      return '';
    end if;
    return ('(' || array_to_string(pieces, ' & ') || ')'
      || case when cardinality(pieces) > 1
        then ' | ' || directory.search_lexemes(tag, kinds, left(directory.search_key(typed), 64), true, false) else '' end
      || case when kinds like '%T%' then directory.search_phone_query(tag, typed) else '' end)::tsquery;
  end $$`;

/** Each piece by itself, as it is and misspelt. A company's legal form does not count, unless there is nothing else. */
const EACH = `
  create function directory.search_piece_queries(tenant uuid, kinds text, typed text)
    returns table (letters integer, exact tsquery, alike tsquery) language plpgsql immutable parallel safe strict rows 3
  as $$
  declare
    tag text := directory.search_tag(tenant);
    forms constant text[] := '{${LEGAL_FORMS.join(",")}}';
    any_form boolean := true;
    parts text[];
    piece text;
  begin
    foreach piece in array regexp_split_to_array(directory.search_fold(typed), '\\s+') loop
      parts := directory.search_parts(piece);
      any_form := any_form and (cardinality(parts) = 0 or parts[cardinality(parts)] = any (forms));
    end loop;
    foreach piece in array (regexp_split_to_array(directory.search_fold(typed), '\\s+'))[1:12] loop
      parts := directory.search_parts(piece);
      if cardinality(parts) > 0 and (any_form or parts[cardinality(parts)] <> all (forms)) then
        letters := length(parts[cardinality(parts)]);
        exact := directory.search_piece_query(tag, kinds, parts, true, false)::tsquery;
        alike := directory.search_piece_query(tag, kinds, parts, true, true)::tsquery;
        return next;
      end if;
    end loop;
  end $$`;

/** Any of the pieces, or all in one, in any kind of field. */
const ANY = `
  create function directory.search_any_query(tenant uuid, typed text, alike boolean) returns tsquery
    language plpgsql immutable parallel safe strict
  as $$
  declare
    terms tsquery := directory.search_whole_query(tenant, 'KNCTP', typed);
    piece record;
  begin
    for piece in select * from directory.search_piece_queries(tenant, 'KNCTP', typed) loop
      terms := terms || case when search_any_query.alike then piece.alike else piece.exact end;
    end loop;
    return terms;
  end $$`;

export const QUERY = [LEXEMES, OF_PIECE, OF_PHONE, WHOLE, EACH, ANY].join(";");

export const DROP_QUERY = `
  drop function directory.search_any_query, directory.search_piece_queries, directory.search_whole_query, directory.search_phone_query,
    directory.search_piece_query, directory.search_lexemes`;
