{% snapshot accounts_snapshot %}

{{
    config(
        target_schema='snapshots',
        unique_key='account_id',
        strategy='check',
        check_cols=['segment', 'country']
    )
}}

SELECT * FROM {{ ref('base_accounts') }}

{% endsnapshot %}
