import type { IntentRow } from './intentRow.ts'

const question = (id: string, name: string, needs = ''): IntentRow => [id, name, 'chat', 'money', needs, 'simple-question']
const order = (id: string, name: string): IntentRow => [id, name, 'command', 'money', 't', 'simple-question']

/** What customers ask their bank in particular. */
export const bankingIntents: readonly IntentRow[] = [
  question('Refund_not_showing_up', 'A refund that has not come'), order('activate_my_card', 'Activate a card'), question('age_limit', 'Age for an account'),
  question('apple_pay_or_google_pay', 'Pay by phone'), question('atm_support', 'Cash machines that work'), question('automatic_top_up', 'Automatic top-up'),
  question('balance_not_updated_after_bank_transfer', 'Balance after a transfer'), question('balance_not_updated_after_cheque_or_cash_deposit', 'Balance after paying in cash'),
  question('beneficiary_not_allowed', 'A payee that is not allowed'), order('cancel_transfer', 'Cancel a transfer'), question('card_about_to_expire', 'A card about to expire'),
  question('card_acceptance', 'Where a card is taken'), question('card_arrival', 'A card that has not arrived'), question('card_delivery_estimate', 'When a card arrives'),
  question('card_linking', 'Link a card to the app'), question('card_not_working', 'A card that does not work'), question('card_payment_fee_charged', 'Fee on a card payment'),
  question('card_payment_not_recognised', 'A card payment that is not mine'), question('card_payment_wrong_exchange_rate', 'Wrong rate on a card payment'),
  question('card_swallowed', 'A card kept by the machine'), question('cash_withdrawal_charge', 'Fee on a withdrawal'), question('cash_withdrawal_not_recognised', 'A withdrawal that is not mine'),
  order('change_pin', 'Change the PIN of a card'), order('compromised_card', 'Someone else uses the card'), question('contactless_not_working', 'Contactless does not work'),
  question('country_support', 'Countries that are served'), question('declined_card_payment', 'A declined card payment'), question('declined_cash_withdrawal', 'A declined withdrawal'),
  question('declined_transfer', 'A declined transfer'), question('direct_debit_payment_not_recognised', 'A direct debit that is not mine'), question('disposable_card_limits', 'Limits of disposable cards'),
  order('edit_personal_details', 'Change personal details'), question('exchange_charge', 'Fee for changing money'), question('exchange_rate', 'Exchange rate', 'na'), order('exchange_via_app', 'Change money in the app'),
  question('extra_charge_on_statement', 'An extra charge on the statement'), question('failed_transfer', 'A failed transfer'), question('fiat_currency_support', 'Currencies that are held'),
  order('get_disposable_virtual_card', 'Get a disposable card'), question('get_physical_card', 'Where the PIN is'), order('getting_spare_card', 'Get a spare card'), order('getting_virtual_card', 'Get a virtual card'),
  order('lost_or_stolen_card', 'A lost or stolen card'), order('lost_or_stolen_phone', 'A lost or stolen phone'), order('order_physical_card', 'Order a card'), order('passcode_forgotten', 'A forgotten passcode'),
  question('pending_card_payment', 'A pending card payment'), question('pending_cash_withdrawal', 'A pending withdrawal'), question('pending_top_up', 'A pending top-up'), question('pending_transfer', 'A pending transfer'),
  order('pin_blocked', 'A blocked PIN'), question('receiving_money', 'Receive money'), order('request_refund', 'Ask for a refund'), question('reverted_card_payment?', 'A card payment that came back'),
  question('supported_cards_and_currencies', 'Cards and currencies to pay in with'), order('terminate_account', 'Close the account'), question('top_up_by_bank_transfer_charge', 'Fee for paying in by transfer'),
  question('top_up_by_card_charge', 'Fee for paying in by card'), question('top_up_by_cash_or_cheque', 'Pay in cash or a cheque'), question('top_up_failed', 'A failed top-up'), question('top_up_limits', 'Limits of top-ups'),
  question('top_up_reverted', 'A top-up that came back'), question('topping_up_by_card', 'Top up by card'), question('transaction_charged_twice', 'Charged twice'), question('transfer_fee_charged', 'Fee on a transfer'),
  order('transfer_into_account', 'Move money into the account'), question('transfer_not_received_by_recipient', 'A transfer that did not arrive'), question('transfer_timing', 'How long a transfer takes'),
  question('unable_to_verify_identity', 'Identity cannot be verified'), question('verify_my_identity', 'Verify identity'), question('verify_source_of_funds', 'Where money comes from'), question('verify_top_up', 'Verify a top-up'),
  question('virtual_card_not_working', 'A virtual card that does not work'), question('visa_or_mastercard', 'Visa or Mastercard'), question('why_verify_identity', 'Why identity is verified'),
  question('wrong_amount_of_cash_received', 'Wrong amount of cash'), question('wrong_exchange_rate_for_cash_withdrawal', 'Wrong rate on a withdrawal'),
]
