{% test booking_month_format(model, column_name) %}
select {{ column_name }}
from {{ model }}
where not regexp_matches({{ column_name }}, '^[0-9]{4}-[0-9]{2}$')
{% endtest %}
