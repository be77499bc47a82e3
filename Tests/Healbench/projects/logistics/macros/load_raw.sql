{# Stands for the nightly loader: raw files become tables of the schema `raw`. #}
{% macro load_raw() %}
    create schema if not exists raw;
    {% for table in ['shipments', 'carriers', 'depots', 'scans'] %}
    create or replace table raw.{{ table }} as
        select * from read_csv('raw/{{ table }}.csv', header = true, sep = ',', all_varchar = true);
    {% endfor %}
{% endmacro %}
