### Days and times. "2pm", not "14:00"; the month in full; no "th" or "st" after the day.

dates-day = { $day } { $month } { $year }
dates-day-month = { $day } { $month }
dates-weekday-day = { $weekday } { $day }
# "Thursday 10 September, 2pm"
dates-moment = { $day }, { $time }
dates-am = { $clock }am
dates-pm = { $clock }pm
dates-midday = midday
dates-midnight = midnight

## When something was or will be, inside a sentence: "Updated today at 8:12am", "in 3 weeks".
dates-today-at = today at { $time }
dates-yesterday-at = yesterday at { $time }
dates-on = on { $day }
dates-today = today
dates-tomorrow = tomorrow
dates-in-days = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
dates-in-weeks = { $weeks ->
    [one] in { $weeks } week
   *[other] in { $weeks } weeks
}
dates-in-about-weeks = { $weeks ->
    [one] in about { $weeks } week
   *[other] in about { $weeks } weeks
}
dates-in-about-months = { $months ->
    [one] in about { $months } month
   *[other] in about { $months } months
}

dates-month-1 = January
dates-month-2 = February
dates-month-3 = March
dates-month-4 = April
dates-month-5 = May
dates-month-6 = June
dates-month-7 = July
dates-month-8 = August
dates-month-9 = September
dates-month-10 = October
dates-month-11 = November
dates-month-12 = December

dates-weekday-1 = Monday
dates-weekday-2 = Tuesday
dates-weekday-3 = Wednesday
dates-weekday-4 = Thursday
dates-weekday-5 = Friday
dates-weekday-6 = Saturday
dates-weekday-7 = Sunday

## Back then, inside a sentence, and at the beginning of one.
dates-in-month = in { $month }
dates-in-month-year = in { $month } { $year }
dates-since-month = Since { $month }
dates-since-month-year = Since { $month } { $year }
dates-since-day = Since { $day }

## On an axis, where there is little room.
dates-month-short-1 = Jan
dates-month-short-2 = Feb
dates-month-short-3 = Mar
dates-month-short-4 = Apr
dates-month-short-5 = May
dates-month-short-6 = Jun
dates-month-short-7 = Jul
dates-month-short-8 = Aug
dates-month-short-9 = Sep
dates-month-short-10 = Oct
dates-month-short-11 = Nov
dates-month-short-12 = Dec
