{#- Months since the first month of the report. -#}
{% macro month_number(day) -%}
    (date_diff('month', cast('{{ var("first_month") }}' as date), {{ day }}))
{%- endmacro %}

{% macro money(amount) -%}
    cast(round(cast({{ amount }} as decimal(18, 4)), 2) as decimal(18, 2))
{%- endmacro %}
