import HealEngine
import Testing

@Suite struct WordTypoTests {
  @Test(arguments: namePairs(mistyped))
  func `a mistyped name passes`(name: String, meant: String) {
    let verdict = WordTypo(kind: .column).verdict(on: name, meant: meant)
    #expect(verdict.passes, "\(verdict.explanation)")
  }

  @Test(arguments: namePairs(different))
  func `another name is refused`(name: String, meant: String) {
    #expect(!WordTypo(kind: .column).verdict(on: name, meant: meant).passes)
  }

  @Test(arguments: namePairs(lookalikes))
  func `a lookalike is refused either way and for every kind`(name: String, other: String) {
    for kind in [WordTypo.Kind.column, .relation] {
      for isContracted in [false, true] {
        let test = WordTypo(kind: kind, isContracted: isContracted)
        #expect(!test.verdict(on: name, meant: other).passes)
        #expect(!test.verdict(on: other, meant: name).passes)
      }
    }
  }

  @Test(
    arguments: namePairs(
      "stg_payment stg_payments, stg_company stg_companies, dim_person dim_people, skus sku"))
  func `one thing has one relation, but two columns`(name: String, meant: String) {
    for (a, b) in [(name, meant), (meant, name)] {
      #expect(WordTypo(kind: .relation).verdict(on: a, meant: b).passes)
      #expect(!WordTypo(kind: .column).verdict(on: a, meant: b).passes)
    }
  }

  @Test(
    arguments: namePairs(
      "stg_new stg_news, stg_custom stg_customs, stg_u stg_us, stg_cm stg_cms, stg_tax stg_taxi"))
  func `what looks like a plural is none`(name: String, other: String) {
    #expect(!WordTypo(kind: .relation).verdict(on: name, meant: other).passes)
    #expect(!WordTypo(kind: .relation).verdict(on: other, meant: name).passes)
  }

  @Test(
    arguments: namePairs(
      "costumer_id customer_id, martial_status marital_status, valid_form valid_from, acme_skyu acme_skyus"
    ))
  func `a contract speaks instead of the dictionary`(name: String, meant: String) {
    #expect(
      WordTypo(kind: .column, isContracted: true).verdict(on: name, meant: meant).passes
        == (meant != "acme_skyus"))
    #expect(!WordTypo(kind: .column).verdict(on: name, meant: meant).passes)
  }

  @Test(
    arguments: namePairs(
      "county_id country_id, pay_date day_date, price_usd price_aud, loan_id lead_id, cases causes, days day"
    ))
  func `no contract makes a word of every day a typo`(name: String, meant: String) {
    #expect(!WordTypo(kind: .column, isContracted: true).verdict(on: name, meant: meant).passes)
  }

  @Test(arguments: namePairs("account_sid accounts_id, released_at re_leased_at, therapist_id the_rapist_id"))
  func `separators that make other words are no slip`(name: String, other: String) {
    for kind in [WordTypo.Kind.column, .relation] {
      #expect(!WordTypo(kind: kind).verdict(on: name, meant: other).passes)
      #expect(!WordTypo(kind: kind).verdict(on: other, meant: name).passes)
    }
  }

  @Test(arguments: namePairs("vendr_id vendor_id, deliverr_id delivery_id, blendr_rate blender_rate"))
  func `names that are spelt like companies are no typos`(name: String, meant: String) {
    #expect(!WordTypo(kind: .column).verdict(on: name, meant: meant).passes)
    #expect(WordTypo(kind: .column, isContracted: true).verdict(on: name, meant: meant).passes)
  }

  @Test func `a word of the project or its policy is no typo`() {
    let plain = WordTypo(kind: .column)
    #expect(plain.verdict(on: "custmer_id", meant: "customer_id").passes)
    let project = WordTypo(kind: .column) { $0 == "custmer" }
    #expect(
      project.verdict(on: "custmer_id", meant: "customer_id") == .fails(.isProjectWord("custmer")))
    let policy = WordTypo(kind: .column, policyWords: ["frobnicator"])
    #expect(
      plain.verdict(on: "frobncator", meant: "frobnicator") == .fails(.meantIsNoWord("frobnicator"))
    )
    #expect(policy.verdict(on: "frobncator", meant: "frobnicator").passes)
    #expect(
      policy.verdict(on: "frobnicators", meant: "frobnicator")
        == .fails(.isInflection("frobnicators", of: "frobnicator")))
  }

  @Test(arguments: [
    ("payee_id", "payer_id", "payee is a word"),
    ("length_mm", "length_cm", "mm is a known abbreviation or name"),
    ("amount_1", "amount_2", "the names differ in their digits"),
    ("order_date", "created_at", "the names differ in more than one word"),
    ("unpproved", "approved", "unpproved and approved differ by more than a typo"),
    ("korting", "sorting", "korting is a word of another language"),
    ("orderid", "order_ids", "the names differ in more than one word"),
    ("norders", "orders", "norders adds to orders what may have a meaning"),
    ("custmer_id", "customer_id", "custmer is not a word and is one edit away from customer"),
    ("CUSTOMER_ID", "customer_id", "the names differ in upper and lower case only"),
  ])
  func `a verdict says why`(name: String, meant: String, why: String) {
    #expect(WordTypo(kind: .column).verdict(on: name, meant: meant).explanation == why)
  }

  static let mistyped = """
    # two words written as one
    custmerid customerid, orderdaet orderdate, custoemrid customerid
    # left out
    custmer_id customer_id, cutomer_id customer_id, ordr_id order_id
    amunt amount, quanity quantity, quntity quantity, prduct_id product_id
    produc_id product_id, paymet_method payment_method, invoce_number invoice_number
    shpment_id shipment_id, delivry_date delivery_date, updted_at updated_at
    deletd_at deleted_at, adress address, contry_code country_code, curency currency
    categry category, discont_pct discount_pct, subscripton_id subscription_id
    acount_id account_id, departmnt department, revnue revenue
    sesssion_id session_id
    # doubled and added
    order_idd order_id, order_iid order_id, emaill email, totall total, statuss status
    customerr_id customer_id, ammount amount, priice price, countt count, urll url, skuu sku
    uuuid uuid, quantiity quantity, nname name, produyct product, customner customer
    # swapped
    emial email, amuont amount, qauntity quantity, statsu status, custoemr_id customer_id
    odrer_id order_id, prodcut_id product_id, dya day, mnoth month, yaer year
    craeted_at created_at, udpated_at updated_at, nmae name, tpye type
    adderss address, recieved_at received_at, shipemnt shipment
    reveneu revenue, discuont discount, ivnoice invoice, cuont count, pirce price
    # replaced
    cuatomer_id customer_id, amoumt amount, ststus status, wmail email, prixe price
    catagory category, seperate_line separate_line, quamtity quantity
    toral total, vslue value, paymwnt_id payment_id
    # two edits from eight letters on
    custmoers customers
    # words of the trade
    materialzed materialized, incremntal incremental, coalsece coalesce, nulif nullif
    datedif datediff, timestmap timestamp, ephmeral ephemeral, snaphsot snapshot
    # case and separators
    CUSTMER_ID customer_id, Customer_ID customer_id, customerid customer_id
    customerId customer_id, order-id order_id, stg_shop__orders stg_shop_orders
    createdat created_at
    """

  static let different = """
    # words that mean something
    form_date from_date, from_id form_id, start_on state_on, count_id county_id
    countr_id counter_id, trail_days trial_days, martial_status marital_status
    unit_cost unit_count, causal_type casual_type, price_list prize_list, prise_list price_list
    payed_at payer_at, sale_id sales_id, rate_code date_code, grade_id trade_id, tale_id table_id
    case_id cause_id, bill_date bull_date, board_id broad_id, angel_id angle_id
    host_name post_name, ship_zone shop_zone, item_id stem_id, seat_no heat_no, loan_id load_id
    lead_id load_id, region_id reign_id, policy_no police_no, patent_id patient_id
    diary_id dairy_id, message_id massage_id, costumer_id customer_id, desert_id dessert_id
    principle_id principal_id, stationary stationery, affect_size effect_size
    compliment complement, insure_date ensure_date, personnel_id personal_id
    oder_date order_date, crated_at created_at, isvalid invalid, isclosed disclosed, isactive inactive
    # roles
    payer_id payee_id, lender_id sender_id, seller_nr teller_nr, employer_id employee_id
    lessor_id lessee_id, mentor_id mentee_id, shippee_id shipper_id, buyer_id payer_id
    trainer_id trainee_id, user_id usee_id
    # negations and opposites
    unapproved approved, unresolved resolved, is_inactive is_active, unpaid paid, invalid valid
    nonbillable billable, disabled abled, included excluded, import_total export_total
    internal_code external_code, inbound outbound, unshipped shipped, preorder order
    quatnitiy quantity, custoomerr_id customer_id, tranasctoin_id transaction_id, deprtmnet department,
    amont amount, sesion_id session_id, korting_id sorting_id, deel_id deal_id, cours_id course_id, werks_id works_id,
    forfait_amount forfeit_amount, uitkering_id uttering_id, medidata_id metadata_id, payin_count paying_count,
    offnet_minutes offset_minutes, peaker_id speaker_id, cedant_name pedant_name, periop_id period_id,
    winkel_id winkle_id, functie function, magazijn magazine, belasting blasting, revolut revolt,
    reorder order, unpproved approved, inclded excluded, min_price max_price
    input_bytes output_bytes, upstream downstream, hypertension hypotension
    # abbreviations, units, currencies, countries
    length_mm length_cm, depth_m depth_mm, weight_lb weight_kg, distance_km distance_mi
    price_gbx price_gbp, fee_usd fee_cad, amount_usd amount_aud, stg_orders_us stg_orders_uk
    size_mb size_gb, duration_s duration_ms, order_cnt order_cat, order_amt order_act
    user_uid user_gid, cntry entry, xact_date exact_date, regn_id reign_id, qty city
    ytd_total mtd_total, arr_total mrr_total, lat_deg lon_deg, sk_order pk_order, txn_id tax_id
    ord_id old_id, otp_code top_code, npi_code npa_code, msrp_usd mrp_usd, ndc_code ndx_code
    cogs_total cogs_totals
    # names of services, words of other languages
    braze_id blaze_id, stripe_id strip_id, okta_id octa_id, jira_key jura_key, xero_id zero_id
    zoho_id soho_id, projekt_id project_id, produkt_id product_id, preis_total press_total
    statut status, compte compute, produit product, cliente client, producto product
    factura_id facture_id, kunde_id kinde_id, adresse address, numero_id number_id
    # singular and plural, forms of one word
    day days, state states, order_days order_day, trips_seconds trip_seconds
    item_counts item_count, taxi tax, status statuses, shipped_at shipping_at, ordered_at order_at
    skus sku, urls url, billed_at billing_at, refunds refund
    # digits and signs
    amount_1 amount_2, address2 address1, q1_total q2_total, v2_orders v3_orders
    amount_12 amount_1_2, amount1 amount, order_2023 order_2024, _id id, id_ id, price_$ price_%
    line1 line_l, 0rder_id order_id
    # more than a typo
    shipped_at shipping_date, created_at created_by, start_time started_at, cstmr customer
    cust customer, amt amount, qnty quantity, custmr_idd customer_id, orderid order_ids
    emal_adress email_address, prod product, custom customer
    # too short
    ad id, idx id, pri pro, dat date, nme name, ct cat, dae day, yer year, sum_a sum_b
    prx_id prc_id, sord_on sold_on
    # what adds, or may be another
    norders orders, priceb price, customers_x customers, xcount count, ecommerces commerce
    payeer_id payee_id, dtcreated created, usorders orders, uscustomers customers
    pricegbp priceusd, signon signin, qorders orders
    # the meant word is none
    skyu skyus, acmee_id acme_idx, frobncator frobnicator, xyzz xyzzy
    """

  /// Pairs that were once taken for typos, because they are spelt alike.
  static let lookalikes = """
    is_active inactive, payer_id payee_id, sender_ref vendor_ref, length_cm length_mm
    depth_m depth_mm, weight_lb weight_kg, distance_km distance_mi, temp_c temp_f
    duration_s duration_ms, size_mb size_gb, min_price max_price, created_at created_by
    unsubscribed_on subscribed_on, is_void is_valid, unapproved approved, unresolved resolved
    included excluded, import_total export_total, internal_code external_code
    parent_key patient_key, male_count female_count, unit_cost unit_count, total_cost total_count
    list_value last_value1, list_rate last_rate, bid_level mid_level, hire_day fire_day
    tax_amount max_amount, net_value new_value, amount_usd amount_aud, price_gbp price_gbx
    fee_usd fee_cad, host_no post_no, day_wage pay_wage, shipping_date shipped_at
    delivery_date delivered_at, closing_date closed_on, booking_date booked_at
    birth_date birth_day, expiry_date expired_at, start_time started_at, end_date end_time
    event_time event_date, gross_total net_total, start_on state_on, sold_qty hold_qty
    billed_at billed_to, opened_by opened_at, debit_sum credit_sum, lat_deg lon_deg
    from_acct to_acct, home_goals away_goals, paid_fees unpaid_fees, is_in_stock is_out_stock
    first_visit last_visit, old_status new_status, cost_rate post_rate, lender_name sender_name
    seller_nr teller_nr, ship_zone shop_zone, user_uid user_gid, input_bytes output_bytes
    read_ops dead_ops, wins_ct sins_ct, email manager_email, status credit_status
    owner previous_owner, arrival_at planned_arrival_at, amount refund_amount
    price competitor_price, balance opening_balance, discount discount_pct
    """
}
