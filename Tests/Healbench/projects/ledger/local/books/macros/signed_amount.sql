{% macro signed_amount(side, amount) -%}
    case when {{ side }} = 'debit' then {{ amount }} else -1 * {{ amount }} end
{%- endmacro %}

{% macro surrogate_key(columns) -%}
    md5(concat_ws('|'{% for column in columns %}, coalesce(cast({{ column }} as varchar), ''){% endfor %}))
{%- endmacro %}

{% test sums_to_zero(model, column_name, group_by) %}
select {{ group_by }}, sum({{ column_name }}) as difference
from {{ model }}
group by {{ group_by }}
having abs(sum({{ column_name }})) > 0.004
{% endtest %}
