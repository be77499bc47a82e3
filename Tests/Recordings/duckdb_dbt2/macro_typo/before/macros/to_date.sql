{% macro to_day(c) %}cast({{ c }} as date){% endmacro %}
