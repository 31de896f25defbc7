package article

import "strings"

// updateWords say that a date is that of a change, not of publication.
var updateWords = strings.Fields(`updated update modified last-edited aktualisiert aktualisierung geändert änderung jour modifié actualizado
	actualizada actualización aggiornato aggiornamento atualizado atualizada bijgewerkt gewijzigd uppdaterad oppdatert
	opdateret päivitetty zaktualizowano aktualizacja aktualizováno aktualizované frissítve actualizat обновлено изменено
	обновление изменения оновлено güncelleme güncellendi diperbarui 更新 ενημέρωση uppfært ažurirano posodobljeno atnaujinta`)

// publishedWords say that a date is that of publication.
var publishedWords = strings.Fields(`published publication posted written created released issued veröffentlicht veröffentlichung erschienen erstellt
	datum date: date publié publiée mis-en-ligne publicado publicada publicación fecha pubblicato pubblicata data: pubblicazione
	gepubliceerd geplaatst publicerad publisert publiceret udgivet julkaistu opublikowano publikacji publikováno zveřejněno publikované
	опубликовано опубликован дата размещено публикации опубліковано публікації yayınlanma yayın giriş tarih ditayangkan
	dipublikasikan 発表 公開 掲載 发布 发表 時間 δημοσίευση objavljeno birt közzétéve publicat`)

func updated(text string) bool { return holdsWord(text, updateWords) }

func published(text string) bool { return holdsWord(text, publishedWords) }

// holdsWord reports whether one of words occurs in the first part of text.
func holdsWord(text string, words []string) bool {
	text = strings.ToLower(clip(text, longestDateLine))
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
