-- A history as the first version of the schema has it. Never changed: files like this exist.
create table machine (id text not null) strict;

create table run (
  machine text not null,      -- of the .heal folder that the run was made in
  id text not null,
  changed real not null,      -- when this row was written last; seconds since 1970, as all times
  started real not null,
  failed real,                -- when dbt had failed for the first time
  ended real,                 -- null when the run was cut short
  status text not null
    check (status in ('green', 'healed', 'waiting', 'not-healed', 'interrupted', 'cut-short')),
  command text not null,
  attempts integer not null,
  dbt real not null,          -- durations in seconds
  diagnosis real not null,
  edit real not null,
  verify real not null,
  wait real not null,
  sha text,
  pull_request text,
  issue integer,
  issue_url text,
  primary key (machine, id)
) strict, without rowid;
create index run_started on run (started);

create table failure (
  machine text not null,
  run text not null,
  ordinal integer not null,   -- in the order in which they came
  fingerprint text not null,
  attempt integer not null,   -- the first in which it came
  node text,
  category text,
  rule text,                  -- null when no rule knew it
  summary text not null,
  is_open integer not null,   -- whether it was there at the end
  primary key (machine, run, ordinal),
  foreign key (machine, run) references run on delete cascade
) strict, without rowid;
create index failure_fingerprint on failure (fingerprint);

create table fix (
  machine text not null,
  run text not null,
  ordinal integer not null,
  attempt integer not null,   -- that it was meant to turn green
  rule text not null,
  title text not null,
  category text,
  confidence real,            -- as authored, from 0 to 1
  risk text,
  nodes text not null,        -- JSON lists
  files text not null,
  verdict text not null
    check (verdict in ('verified', 'rolled-back', 'withdrawn', 'proposed', 'refused')),
  reason text,
  approved_by text,           -- null when nobody was asked
  primary key (machine, run, ordinal),
  foreign key (machine, run) references run on delete cascade
) strict, without rowid;
create index fix_rule on fix (rule);

insert into machine values ('5eed5eed5eed5eed');
insert into run values
  ('5eed5eed5eed5eed', '20261123-055950-0001', 1795413600.0, 1795413590.0, null, 1795413600.0, 'green', 'dbt build',
    1, 9.5, 0.0, 0.0, 0.0, 0.0, null, null, null, null),
  ('5eed5eed5eed5eed', '20261124-060000-0002', 1795500030.0, 1795500000.0, 1795500005.0, 1795500030.0, 'healed',
    'dbt build', 3, 22.0, 0.01, 0.01, 3.0, 5.0, 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3',
    'https://github.example/shop/pull/3', 12, 'https://github.example/shop/issues/12');
insert into failure values
  ('5eed5eed5eed5eed', '20261124-060000-0002', 0, '0123456789abcdef', 1, 'stg_orders', 'SCHEMA',
    'duckdb.column_not_found', 'Referenced column "ordered_at" not found', 0),
  ('5eed5eed5eed5eed', '20261124-060000-0002', 1, 'fedcba9876543210', 1, null, null, null, 'The orders are late', 0);
insert into fix values
  ('5eed5eed5eed5eed', '20261124-060000-0002', 0, 2, 'duckdb.column_not_found', 'Read ordered_on', 'SCHEMA', 0.8,
    'review', '["stg_orders"]', '["models/stg_orders.sql"]', 'rolled-back', 'its failure was still there', null),
  ('5eed5eed5eed5eed', '20261124-060000-0002', 1, 3, 'duckdb.column_not_found', 'Read order_date', 'SCHEMA', 0.85,
    'review', '["stg_orders"]', '["models/stg_orders.sql"]', 'verified', null, 'Ada');

pragma application_id = 1751474540;
pragma user_version = 1;
