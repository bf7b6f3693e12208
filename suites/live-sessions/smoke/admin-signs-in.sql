-- The one admin who stays is found, is not locked out, and still has a password.

update admins set last_sign_in_at = now(), failed_sign_ins = 0
where not disabled and failed_sign_ins < 5 and password_hash ~ '^\$2[aby]\$\d\d\$.{53}$';

select count(*) from admins where last_sign_in_at = now();
