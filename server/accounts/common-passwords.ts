/**
 * Passwords of eight characters and more that lead published leak statistics year after year, and
 * the names of this product. Shorter ones are refused by length.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  12345678 123456789 1234567890 12345678910 87654321 987654321 0987654321 123123123 11111111
  00000000 88888888 99999999 55555555 66666666 77777777 22222222 12341234 12344321 11223344
  1122334455 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 zaq12wsx q1w2e3r4 qwerty123 qwerty12
  qwerty1234 qwertyui qwertyuiop qwertyuiop123 asdfghjk asdfghjkl zxcvbnm123 asdf1234 qazwsxedc
  abcd1234 abc12345 abcdefgh abcdefg1 a1234567 a12345678 aa123456 a123456789 aaaaaaaa
  password password1 password12 password123 password1234 password! passw0rd p@ssw0rd p@ssword
  pass1234 pass12345 mypassword changeme changeme1 changeme123 letmein1 letmein123 welcome1
  welcome123 welcome2024 welcome2025 welcome2026 iloveyou iloveyou1 sunshine sunshine1 princess
  princess1 football football1 baseball baseball1 superman superman1 batman123 trustno1 whatever
  starwars computer internet michelle jennifer jordan23 charlie1 michael1 liverpool chelsea1
  arsenal1 dragon12 monkey123 shadow12 master12 killer12 freedom1 admin123 admin1234 administrator
  root1234 test1234 testtest guest123 user1234 default1 secret123 summer2024 summer2025 summer2026
  winter2024 winter2025 winter2026 scaleboard scaleboard1 scaleboard123 interview interview1
  `
    .trim()
    .split(/\s+/),
);
