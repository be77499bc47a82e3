{#- Months since the first month of the report. -#}
{% macro month_number(day) -%}
    {%- set first = "cast('" ~ var("first_month") ~ "' as date)" %}
    cast(
        (extract(year from {{ day }}) - extract(year from {{ first }})) * 12
        + extract(month from {{ day }}) - extract(month from {{ first }}) as integer
    )
{%- endmacro %}

{% macro money(amount) -%}
    cast(round(cast({{ amount }} as decimal(18, 4)), 2) as decimal(18, 2))
{%- endmacro %}
