# Accounts of desks, counsellors and operators.
staff-about = Make accounts for desks and counsellors
staff-add-about = Make an account; its one-time secret is shown once
staff-missing = What is to be done with the accounts is missing.
staff-name = The name to sign in with
staff-name-missing = The name is missing.
staff-role = What the person is: desk, counsellor or operator
staff-role-bad = “{ $asked }” is none of desk, counsellor and operator.
staff-role-bad-remedy = Write for example: anshin staff add nakamura --role counsellor
staff-taken = There is an account of this name already, or the name cannot be used.
staff-taken-remedy = Choose another name.
staff-short = The passphrase is too short or too long: at least { $least } letters.
staff-short-remedy = Take a sentence that only this person knows.
staff-done = The account “{ $name }” was made. It sees no case until a patient invites it.
staff-one-time = One-time secret, shown only now: { $secret }
staff-one-time-address = For an authenticator app: { $address }
