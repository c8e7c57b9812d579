/** Titles are unique and name the page. */
export type Page = { title: string; text: string };

/** `answer` is a sentence of one page, word for word, and the only one that answers. */
export type AnsweredQuestion = { text: string; answer: string };

/** The help center of a bike rental, short enough to read, and long enough to cut. */
export const PAGES: readonly Page[] = [
  {
    title: "Riding a bike",
    text: `Open the app, tap a bike on the map and scan the code on its handlebar. The lock opens
      with a beep and the ride begins. If the lock stays shut, wait ten seconds and scan again. If
      the code is scratched, type the number under the saddle. You can reserve a bike for ten
      minutes, and after that anyone can take it. Reserving is free three times a day.

      Set the saddle before you leave. The lights turn on by themselves and stay on for two minutes
      after you stop. The basket carries ten kilograms. Children under fourteen may not ride, and
      nobody may ride as a passenger. Helmets are not provided, but we advise you to wear one.

      To end a ride, push the front wheel into a free dock until the light on the dock turns green.
      Without the green light the ride goes on and so do the charges. If the station is full, tap
      “No free dock” in the app, and you get fifteen more minutes to reach the next one. A bike left
      outside a station costs 25 dollars, because our van has to fetch it. If you want to stop on
      the way, use the cable lock and keep the ride running.`,
  },
  {
    title: "Passes and prices",
    text: `A single ride costs one dollar to unlock and twelve cents per minute. A day pass costs
      nine dollars and covers every ride of up to 45 minutes within 24 hours. Longer rides cost
      twelve cents for each extra minute. A day pass can be bought in the app or at the screen of a
      large station.

      The monthly pass costs nineteen dollars and covers rides of up to an hour. It renews itself on
      the same day of each month. You can cancel it in the app up to the day before it renews, and
      it then runs to the end of the period you paid for. It is for one person, so friends who ride
      with you need passes or single rides of their own. Students who upload a valid card from their
      school pay twelve dollars.

      We charge your card once a day, for all rides of that day together. On your first ride, your
      bank sets a deposit of 30 dollars aside. We release it when the ride ends, but depending on
      the bank it can take up to five business days before you see the money in your account again.
      Receipts are in the app under “Rides”. Companies get one invoice per month for all their staff.`,
  },
  {
    title: "Damage, theft and accidents",
    text: `Before you ride, check the brakes, the tires and the chain. If something is broken, choose
      another bike and report the fault in the app with a photo. You never pay for wear, or for
      damage that was there before your ride. For damage through careless use we charge the price of
      the repair, at most 150 dollars.

      If the bike is stolen during your ride, call us at once and report it to the police within 24
      hours. With a police report you pay 100 dollars, and without one you pay the full price of the
      bike, which is 900 dollars. Never leave a bike unlocked, not even for a minute.

      After an accident, look after people first and call 911 if anyone is hurt. Take photos, note
      the names of witnesses and call us from the scene. Our insurance pays for injuries and damage
      that you cause to others, up to two million dollars, if you kept to the traffic rules. It does
      not cover your own injuries or things in the basket. Tell us within three days, or the insurer
      may refuse.`,
  },
  {
    title: "Your account and data",
    text: `You sign in with your phone number and a code that we send by text message. If you have a
      new number, change it in the app while you can still read messages on the old one. If the old
      number is gone, write to us with a photo of an ID, and we move the account within two working
      days. An account is for one person, and you must be sixteen to open one.

      Payment cards are stored by our bank, and we see only the last four digits. If a payment
      fails, we try again after three days. After the second failure the account is locked until you
      pay what is open.

      We store where each ride begins and ends, and the route in between for bikes with GPS. Other
      riders cannot see your routes. All this ride data is kept for two years, because the tax office
      can ask for it. To close your account, open “Profile”, choose “Leave” and confirm with a code.
      An account with an open ride, an unpaid bill or a running pass cannot be closed. You can
      download all the data we have about you at any time.`,
  },
];

export const QUESTIONS: readonly AnsweredQuestion[] = [
  {
    text: "How long can I reserve a bike?",
    answer: "You can reserve a bike for ten minutes, and after that anyone can take it.",
  },
  {
    text: "The station is full. How do I end my ride?",
    answer:
      "If the station is full, tap “No free dock” in the app, and you get fifteen more minutes to reach the next one.",
  },
  {
    text: "How do I cancel my monthly pass?",
    answer:
      "You can cancel it in the app up to the day before it renews, and it then runs to the end of the period you paid for.",
  },
  {
    text: "Can a friend ride with my pass?",
    answer:
      "It is for one person, so friends who ride with you need passes or single rides of their own.",
  },
  {
    text: "When do I get the deposit back?",
    answer:
      "We release it when the ride ends, but depending on the bank it can take up to five business days before you see the money in your account again.",
  },
  {
    text: "My bike was stolen. What do I have to pay?",
    answer:
      "With a police report you pay 100 dollars, and without one you pay the full price of the bike, which is 900 dollars.",
  },
  {
    text: "Does the insurance pay for my injuries after an accident?",
    answer: "It does not cover your own injuries or things in the basket.",
  },
  {
    text: "How long do you keep data about my rides?",
    answer: "All this ride data is kept for two years, because the tax office can ask for it.",
  },
];
