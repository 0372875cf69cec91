/**
 * Inserts $2 realistic customers for tenant $1: names of a few words in several alphabets, people,
 * cities, addresses and keys. None of them matches what a test searches for.
 */
export const CROWD = `
  with words as (select
    array['Alder', 'Becker', 'Castle', 'Dahl', 'Ebert', 'Fischer', 'Garcia', 'Hansen', 'Ivanov', 'Jansen', 'Keller', 'Larsen', 'Moreau',
      'Novak', 'Olsen', 'Petrov', 'Quist', 'Rossi', 'Schäfer', 'Torres', 'Ulrich', 'Vogel', 'Weber', 'Young', 'Zimmer', 'Müllerstadt', 'Groß',
      'Lindner', 'Linden', 'Horst', 'Walker', 'Martin', 'Browning', 'Robinson', 'Berlin'] as first,
    array['Bakery', 'Books', 'Clinic', 'Foods', 'Gardens', 'Hotel', 'Interiors', 'Logistics', 'Mills', 'Optik', 'Pharma', 'Tea', 'Tools',
      'Trading', 'Works', 'Bäckerei', 'Weinhandel', 'Transport', 'Software'] as second,
    array['GmbH', 'AG', 'Inc.', 'Ltd', 'S.A.', 'ApS', 'LLC', '& Co. KG', 'B.V.', ''] as form,
    array['ООО Василёк', 'ООО Рассвет', 'Торговый дом Заря', 'شركة النور للتجارة', 'مخابز الشرق', 'מאפיית הגליל', 'Ελαιόλαδα Κρήτης',
      '株式会社大阪物産', '上海明華有限公司', '현대물산', 'श्री राम वस्त्र', 'Nguyễn Văn Foods'] as other,
    array['Ada', 'Ben', 'Cleo', 'Dov', 'Edda', 'Finn', 'Gita', 'Анна', 'محمد', '花子'] as given,
    array['Berlin', 'Lyon', 'Leeds', 'Utrecht', 'Gdynia', 'Malmö', 'Duluth', 'Москва', '大阪'] as city
  ), new as (
    select n, gen_random_uuid() as id, case when n % 9 = 0 then other[1 + n / 9 % 12] || ' ' || n else concat_ws(' ',
      first[1 + n % 35], case when n % 4 > 0 then first[1 + n / 35 % 35] end, second[1 + n / 3 % 19], nullif(form[1 + n % 10], '')) end as name,
      given[1 + n % 10] || ' ' || first[1 + n * 7 % 35] as person, city[1 + n % 9] as city
    from generate_series(1, $2::integer) n, words
  ), party as (
    insert into identity.party (tenant_id, id, kind, name) select $1, id, 'ORGANIZATION', name from new
  ), customer as (
    insert into identity.customer (tenant_id, id, party_id, display_name, visibility_mode, account_number, code)
    select $1, id, id, name, 'GLOBAL', 'A-' || 100000 + n, 'C' || n from new
  ), account as (
    insert into contacts.account (tenant_id, customer_id, primary_email, primary_phone, primary_phone_e164)
    select $1, id, 'office@firm' || n || '.example', '030 9' || 100000 + n, '+49309' || 100000 + n from new
  ), contact as (
    insert into contacts.contact (tenant_id, id, customer_id, name, email, is_primary, position)
    select $1, id, id, person, 'p' || n || '@firm' || n || '.example', true, 0 from new
  ), address as (
    insert into contacts.address (tenant_id, id, customer_id, purposes, city, postal_code, is_primary, position)
    select $1, id, id, '{}', city, (10000 + n)::text, true, 0 from new
  ), registration as (
    insert into finance.tax_registration (tenant_id, id, customer_id, number, country_code, is_primary, position)
    select $1, gen_random_uuid(), id, 'DE' || 200000000 + n, 'DE', true, 0 from new
  )
  select count(*) from new`;
