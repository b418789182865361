"""Everything that a role can be allowed to do. One permission is one sentence."""

from enum import StrEnum


class Permission(StrEnum):
    ROSTER_UPLOAD = "roster.upload"  # bring a roster file and take its rows in
    ROSTER_SEE = "roster.see"  # see uploaded rosters and their rows
    ROSTER_MATCH = "roster.match"  # match two lists of people, see who is on both, and take the result along
    GROUP_SEE = "group.see"  # groups, and how many of their members are protected
    GROUP_EDIT = "group.edit"  # make groups and say what is known of them
    REGISTRATION_CREATE = "registration.create"  # register one worker with the form
    REGISTRATION_SEE = "registration.see"  # open lists of registrations and people
    REGISTRATION_VERIFY = "registration.verify"  # accept, return or refuse a registration
    OUTSIDE_VERIFY = "registration.verify_outside"  # the same, of workers who live outside the city alone
    PEOPLE_MERGE = "people.merge"  # decide that two people are one, or are not
    IDENTITY_REVEAL = "identity.reveal"  # read a whole NIK, mother's name or phone, with a purpose, logged
    BATCH_SEE = "batch.see"  # see batches to the insurer
    BATCH_CREATE = "batch.create"  # make, freeze and send a batch
    BATCH_EXPORT = "batch.export"  # download a batch's files
    ANSWER_IMPORT = "answer.import"  # bring the insurer's answers
    PAYMENT_IMPORT = "payment.import"  # bring the insurer's payment file
    CONTRIBUTION_SEE = "contribution.see"  # who has not paid yet, receipts, hand-overs and what is outstanding
    CONTRIBUTION_COLLECT = "contribution.collect"  # remind, receive a first payment in cash, hand it over
    CONTRIBUTION_CONFIRM = "contribution.confirm"  # be the second pair of eyes on a hand-over
    CAMPAIGN_SEE = "campaign.see"  # the campaign's figures
    REGION_SEE = "region.see"  # the figures of every city of a province side by side, and nothing else
    CAMPAIGN_EDIT = "campaign.edit"  # name, period and quota of a campaign
    EXPORT = "export"  # download lists of people
    WORK_SEE = "work.see"  # files and batches with the jobs on them
    SETTINGS_SEE = "settings.see"  # the settings in effect, and how the whole installation does
    LOG_SEE = "log.see"  # who revealed and exported what, and why
    HELPER_APPOINT = "helper.appoint"  # who helps in one's own lingkungan, from a day to a day
    ACCOUNT_MANAGE = "account.manage"  # accounts and who holds which office
