{% macro to_date(column) -%}
    strptime({{ column }}, '%Y-%m-%d')::date
{%- endmacro %}
